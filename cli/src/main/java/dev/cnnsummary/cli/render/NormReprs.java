package dev.cnnsummary.cli.render;

import dev.cnnsummary.specs.op.BatchNorm;
import dev.cnnsummary.specs.op.GroupNorm;
import dev.cnnsummary.specs.op.InstanceNorm;
import dev.cnnsummary.specs.op.LayerNorm;
import dev.cnnsummary.specs.op.LocalResponseNorm;
import dev.cnnsummary.specs.shape.Dim;
import org.jspecify.annotations.Nullable;

/** The arguments of norms in their repr. */
final class NormReprs {
  private NormReprs() {}

  static ReprArguments of(BatchNorm norm, Dim features) {
    return statistics(
        features, norm.eps(), norm.momentum(), norm.affine(), norm.trackRunningStats());
  }

  static ReprArguments of(InstanceNorm norm, Dim features) {
    return statistics(
        features, norm.eps(), norm.momentum(), norm.affine(), norm.trackRunningStats());
  }

  private static ReprArguments statistics(
      Dim features, double eps, @Nullable Double momentum, boolean affine, boolean tracks) {
    return new ReprArguments()
        .with(features)
        .with("eps", eps)
        .with("momentum", momentum)
        .with("affine", affine)
        .with("track_running_stats", tracks);
  }

  static ReprArguments of(GroupNorm norm, Dim channels) {
    return new ReprArguments()
        .with(norm.numGroups())
        .with(channels)
        .with("eps", norm.eps())
        .with("affine", norm.affine());
  }

  static ReprArguments of(LayerNorm norm) {
    return new ReprArguments()
        .with(norm.normalizedShape())
        .with("eps", norm.eps())
        .with("elementwise_affine", norm.elementwiseAffine());
  }

  static ReprArguments of(LocalResponseNorm norm) {
    return new ReprArguments()
        .with(norm.size())
        .with("alpha", norm.alpha())
        .with("beta", norm.beta())
        .with("k", norm.k());
  }
}
