package dev.cnnsummary.specs.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands among the modules of a model.
 *
 * @param scopes the names of the modules around it, outermost first; none where the file is flat
 * @param name its own name; null where its type must do
 * @param module whether it is a module by itself, by what its name says; a flat file does not tell
 * @param flat whether the file tells nothing of modules
 */
record Place(List<String> scopes, @Nullable String name, boolean module, boolean flat) {}
