package dev.cnnsummary.cli;

import ai.onnxruntime.OrtException;
import dev.cnnsummary.executor.Tensor;
import java.util.List;

/** A network with its weights and inputs, ready to run in one engine. */
interface PeerEngine extends AutoCloseable {
  /** Runs it once. */
  List<Tensor> run() throws OrtException;

  @Override
  void close() throws OrtException;
}
