package dev.cnnsummary.specs.onnx;

import dev.cnnsummary.specs.function.Binary;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.function.Unary;
import dev.cnnsummary.specs.function.Unknown;
import dev.cnnsummary.specs.op.Activation;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Embedding;
import dev.cnnsummary.specs.op.Flatten;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.Linear;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.PRelu;
import dev.cnnsummary.specs.op.PixelShuffle;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.TransposedConvolution;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PyTorch's names for what operators of a file have become. */
final class TypeNames {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private TypeNames() {}

  /** The class of the module that computes it; null where PyTorch has none. */
  static @Nullable String module(Op op) {
    return switch (op) {
      case Convolution convolution -> "Conv" + convolution.window().axes() + "d";
      case TransposedConvolution convolution -> "ConvTranspose" + convolution.window().axes() + "d";
      case Pool pool ->
          (pool.kind() == Pool.Kind.MAX ? "MaxPool" : "AvgPool") + pool.window().axes() + "d";
      case AdaptivePool pool ->
          (pool.kind() == Pool.Kind.MAX ? "AdaptiveMaxPool" : "AdaptiveAvgPool")
              + pool.outputSize().size()
              + "d";
      case BatchNorm norm -> "BatchNorm" + (norm.axes() == null ? 2 : norm.axes()) + "d";
      case InstanceNorm norm -> "InstanceNorm" + (norm.axes() == null ? 2 : norm.axes()) + "d";
      case GroupNorm _ -> "GroupNorm";
      case LayerNorm norm -> norm.channelsFirst() ? "LayerNorm2d" : "LayerNorm";
      case LocalResponseNorm _ -> "LocalResponseNorm";
      case Linear _ -> "Linear";
      case Embedding _ -> "Embedding";
      case Activation activation -> activation.kind().module();
      case PRelu _ -> "PReLU";
      case Softmax softmax -> softmax.kind() == Softmax.Kind.LOG_SOFTMAX ? "LogSoftmax" : "Softmax";
      case Dropout _ -> "Dropout";
      case Flatten _ -> "Flatten";
      case Identity _ -> "Identity";
      case PixelShuffle _ -> "PixelShuffle";
      default -> null; // a function
    };
  }

  /** The name of the function that computes it. */
  static String function(Op op) {
    return switch (op) {
      case Activation activation -> activation.kind().function();
      case Elementwise elementwise -> elementwise.kind().word();
      case Reduce reduce -> reduce.kind().word();
      case Unary unary -> unary.kind().word();
      case Binary binary -> binary.kind().word();
      case Combination combination -> combination.kind().word();
      case Reduction reduction -> reduction.kind().word();
      case Cast _ -> "to";
      case Unknown unknown -> unknown.name();
      case dev.cnnsummary.specs.op.Concat _ -> "cat";
      case dev.cnnsummary.specs.op.MatMul _ -> "matmul";
      case TensorFunction function -> words(function.getClass().getSimpleName());
      default -> words(Objects.requireNonNullElse(module(op), op.getClass().getSimpleName()));
    };
  }

  private static String words(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
