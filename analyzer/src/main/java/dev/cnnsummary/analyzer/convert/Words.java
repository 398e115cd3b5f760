package dev.cnnsummary.analyzer.convert;

import dev.cnnsummary.analyzer.Analysis;
import dev.cnnsummary.specs.function.Cast;
import dev.cnnsummary.specs.function.ChannelNorm;
import dev.cnnsummary.specs.function.CoercedSoftmax;
import dev.cnnsummary.specs.function.Combination;
import dev.cnnsummary.specs.function.DropoutMask;
import dev.cnnsummary.specs.function.ExpandTo;
import dev.cnnsummary.specs.function.FlattenTo;
import dev.cnnsummary.specs.function.FunctionalConvolution;
import dev.cnnsummary.specs.function.FunctionalPool;
import dev.cnnsummary.specs.function.FunctionalTransposedConvolution;
import dev.cnnsummary.specs.function.Gather;
import dev.cnnsummary.specs.function.GlobalPool;
import dev.cnnsummary.specs.function.Reduction;
import dev.cnnsummary.specs.function.ReshapeTo;
import dev.cnnsummary.specs.function.Resize;
import dev.cnnsummary.specs.function.SliceBy;
import dev.cnnsummary.specs.function.SplitBy;
import dev.cnnsummary.specs.function.SqueezeAxes;
import dev.cnnsummary.specs.function.TensorFunction;
import dev.cnnsummary.specs.function.UnsqueezeAxes;
import dev.cnnsummary.specs.graph.Literal;
import dev.cnnsummary.specs.graph.Node;
import dev.cnnsummary.specs.graph.Value;
import dev.cnnsummary.specs.op.AdaptivePool;
import dev.cnnsummary.specs.op.Convolution;
import dev.cnnsummary.specs.op.Dropout;
import dev.cnnsummary.specs.op.Elementwise;
import dev.cnnsummary.specs.op.Identity;
import dev.cnnsummary.specs.op.IndexSelect;
import dev.cnnsummary.specs.op.Op;
import dev.cnnsummary.specs.op.Pad;
import dev.cnnsummary.specs.op.Padding;
import dev.cnnsummary.specs.op.Pool;
import dev.cnnsummary.specs.op.Reduce;
import dev.cnnsummary.specs.op.Reshape;
import dev.cnnsummary.specs.op.Size;
import dev.cnnsummary.specs.op.Softmax;
import dev.cnnsummary.specs.op.Squeeze;
import dev.cnnsummary.specs.op.TransposedConvolution;
import dev.cnnsummary.specs.op.Window;
import dev.cnnsummary.specs.shape.Dim;
import dev.cnnsummary.specs.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds words of the spec language for nodes of a file, with the shapes that an analysis found. */
final class Words {
  private final Analysis analysis;
  private final LayoutWords layouts;
  private final Set<Value> taken = new HashSet<>();

  Words(Analysis analysis) {
    this.analysis = analysis;
    this.layouts = new LayoutWords(analysis);
    analysis.graph().nodes().forEach(node -> taken.addAll(node.inputs()));
    taken.addAll(analysis.graph().outputs());
  }

  /** What becomes of a node. */
  Wording of(Node node) {
    try {
      return node.op() instanceof TensorFunction function ? function(function, node) : layer(node);
    } catch (NoWords e) {
      return new Wording.None(e.reason());
    }
  }

  /** The shape of an activation, weight or constant. */
  static Shape shape(Analysis analysis, Value value) {
    Shape shape = value.shape();
    return value.isWeight() || value.kind() == Value.Kind.CONSTANT
        ? Objects.requireNonNull(shape)
        : analysis.type(value).shape();
  }

  private Shape input(Node node) {
    return shape(analysis, node.inputs().getFirst());
  }

  private Shape output(Node node) {
    return shape(analysis, node.outputs().getFirst());
  }

  static Wording words(String type, Op op, Node node) {
    return new Wording.Layer(type, op, List.of(node.inputs().getFirst()), null);
  }

  static Wording same(Node node) {
    return new Wording.Same(node.inputs().getFirst());
  }

  /** An operator that the language has, in the form that it has there. */
  private Wording layer(Node node) {
    return switch (node.op()) {
      case Identity _ when node.form() == Node.Form.FUNCTION -> same(node);
      case Reshape(List<Size> sizes) ->
          words("reshape", new Reshape(layouts.open(sizes, node)), node);
      case Convolution convolution when isUneven(convolution.window()) -> padded(node, convolution);
      case Pool pool when isUneven(pool.window()) -> unevenPool(pool, node);
      case TransposedConvolution convolution when isUneven(convolution.window()) ->
          throw new NoWords("its padding is not the same at both ends");
      case Elementwise elementwise -> arithmetic(elementwise, node);
      case Pad pad when pad.amounts().stream().allMatch(Size.of(0)::equals) -> same(node);
      default -> new Wording.Layer(node.type(), node.op(), node.inputs(), null);
    };
  }

  private static boolean isUneven(Window window) {
    return window.padding().mode() == Padding.Mode.EXPLICIT
        && !window.padding().before().equals(window.padding().after());
  }

  /** Maxima of windows that run over the edge: padding at the end only lets more windows in. */
  private Wording unevenPool(Pool pool, Node node) {
    Window window = pool.window();
    List<Integer> before = window.padding().before();
    boolean further = pool.kind() == Pool.Kind.MAX && !pool.ceilMode() && !pool.returnIndices();
    for (int axis = 0; axis < window.axes() && further; axis++) {
      Dim extent = input(node).dim(axis + 2);
      long span = window.span(axis);
      int stride = window.stride().get(axis);
      // As many positions as a window has whose last one may run over the edge, but begins before.
      Dim rest = extent.plus(2L * before.get(axis) - span);
      Dim over =
          Dim.min(rest.plus(stride - 1L), extent.plus(before.get(axis) - 1L)).floorDivide(stride);
      further = over.plus(1).equals(output(node).dim(axis + 2));
    }
    if (!further) {
      throw new NoWords("its padding is not the same at both ends");
    }
    Window even =
        new Window(window.kernel(), window.stride(), Padding.symmetric(before), window.dilation());
    Op op =
        new Pool(
            pool.kind(), even, true, pool.countIncludePad(), pool.divisor(), false, pool.listed());
    return words(node.type(), op, node);
  }

  /** A convolution that is padded by a layer before it. */
  private static Wording padded(Node node, Convolution convolution) {
    Window window = convolution.window();
    List<Size> amounts = new ArrayList<>();
    for (int axis = window.axes() - 1; axis >= 0; axis--) {
      amounts.add(Size.of(window.padding().before().get(axis)));
      amounts.add(Size.of(window.padding().after().get(axis)));
    }
    Padding none = Padding.symmetric(Collections.nCopies(window.axes(), 0));
    Op op =
        new Convolution(
            convolution.inChannels(),
            convolution.outChannels(),
            new Window(window.kernel(), window.stride(), none, window.dilation()),
            convolution.groups(),
            convolution.bias(),
            convolution.paddingMode());
    return new Wording.Layer(
        node.type(), op, node.inputs(), new Pad(amounts, Pad.Mode.CONSTANT, 0));
  }

  /** A file's scalars are numbers here. */
  private Wording arithmetic(Elementwise op, Node node) {
    if (op.other() != null) {
      return words(op.kind().word(), op, node);
    }
    Value left = node.inputs().get(0);
    Value right = node.inputs().get(1);
    Double number = scalar(right, output(node));
    Value tensor = left;
    boolean commutes = op.kind() == Elementwise.Kind.ADD || op.kind() == Elementwise.Kind.MUL;
    if (number == null && commutes) {
      number = scalar(left, output(node));
      tensor = right;
    }
    boolean numeric =
        op.kind() != Elementwise.Kind.MAXIMUM && op.kind() != Elementwise.Kind.MINIMUM;
    return number == null || !numeric
        ? new Wording.Layer(op.kind().word(), op, node.inputs(), null)
        : new Wording.Layer(
            op.kind().word(), new Elementwise(op.kind(), number), List.of(tensor), null);
  }

  private @Nullable Double scalar(Value value, Shape output) {
    Literal literal = analysis.graph().literal(value);
    if (value.kind() != Value.Kind.CONSTANT || literal == null) {
      return null;
    }
    boolean plain = literal.numel() == 1 && literal.shape().size() <= output.rank();
    return plain ? literal.number(0) : null;
  }

  private Wording function(TensorFunction function, Node node) {
    return switch (function) {
      case ReshapeTo _, FlattenTo _, UnsqueezeAxes _ -> layouts.reshape(node);
      case SqueezeAxes(List<Integer> axes) -> words("squeeze", new Squeeze(axes), node);
      case ExpandTo _ -> layouts.expand(node);
      case SplitBy split -> layouts.split(split, node);
      case SliceBy slice -> layouts.slice(slice, node);
      case Gather gather -> gather(gather, node);
      case FunctionalConvolution convolution ->
          WeightedWords.convolution(convolution, node, input(node).rank());
      case FunctionalTransposedConvolution convolution ->
          WeightedWords.transposed(convolution, node, input(node).rank());
      case ChannelNorm norm -> WeightedWords.norm(norm, node);
      case GlobalPool pool -> globalPool(pool, node);
      case Reduction reduction -> reduction(reduction, node);
      case Resize resize -> ResizeWords.resize(resize, node, analysis);
      case Combination combination -> combination(combination, node);
      case CoercedSoftmax softmax -> softmax(softmax, node);
      case DropoutMask _ when node.outputs().stream().skip(1).noneMatch(taken::contains) ->
          words("dropout", new Dropout(Dropout.Kind.ELEMENT, 0.5, false), node);
      case Cast(var dtype) when analysis.type(node.inputs().getFirst()).dtype() == dtype ->
          same(node);
      default -> throw new NoWords("the language has no such function");
    };
  }

  private Wording gather(Gather gather, Node node) {
    Value indices = node.inputs().get(1);
    if (gather.kind() != Gather.Kind.SLICES || shape(analysis, indices).rank() != 1) {
      throw new NoWords("the language has no such function");
    }
    return new Wording.Layer("index_select", new IndexSelect(gather.dim()), node.inputs(), null);
  }

  private Wording globalPool(GlobalPool pool, Node node) {
    int axes = input(node).rank() - 2;
    if (pool.kind() == FunctionalPool.Kind.NORM || axes < 1 || axes > 3) {
      throw new NoWords("the language has no such function");
    }
    boolean max = pool.kind() == FunctionalPool.Kind.MAX;
    Op op =
        new AdaptivePool(
            max ? Pool.Kind.MAX : Pool.Kind.AVERAGE, Collections.nCopies(axes, 1), false, false);
    return words((max ? "adaptive_max_pool" : "adaptive_avg_pool") + axes + "d", op, node);
  }

  private Wording reduction(Reduction reduction, Node node) {
    Reduce.Kind kind =
        switch (reduction.kind()) {
          case MEAN -> Reduce.Kind.MEAN;
          case SUM -> Reduce.Kind.SUM;
          case MAX -> Reduce.Kind.AMAX;
          case MIN -> Reduce.Kind.AMIN;
          case PROD, L1, L2, SUM_SQUARE, LOG_SUM, LOG_SUM_EXP ->
              throw new NoWords("the language has no such function");
        };
    if (node.inputs().size() > 1
        || (reduction.emptyIsNone() && (reduction.dims() == null || reduction.dims().isEmpty()))) {
      throw new NoWords("its axes are no numbers");
    }
    List<Integer> dims = reduction.dims() == null ? List.of() : reduction.dims();
    if (dims.isEmpty() && reduction.keepdim()) {
      dims = IntStream.range(0, input(node).rank()).boxed().toList();
    }
    return words(kind.word(), new Reduce(kind, dims, reduction.keepdim()), node);
  }

  private Wording combination(Combination combination, Node node) {
    if (combination.kind() != Combination.Kind.MEAN && node.inputs().size() == 2) {
      Elementwise.Kind kind =
          switch (combination.kind()) {
            case SUM -> Elementwise.Kind.ADD;
            case MAX -> Elementwise.Kind.MAXIMUM;
            case MIN -> Elementwise.Kind.MINIMUM;
            case MEAN -> throw new IllegalStateException("handled before");
          };
      return new Wording.Layer(kind.word(), new Elementwise(kind, null), node.inputs(), null);
    }
    throw new NoWords("the language has no function of so many tensors");
  }

  /** Over all elements from an axis on: the same as along it where that is the last. */
  private Wording softmax(CoercedSoftmax softmax, Node node) {
    Shape from = input(node);
    int axis = softmax.axis() < 0 ? softmax.axis() + from.rank() : softmax.axis();
    boolean single =
        from.dims().subList(Math.min(axis + 1, from.rank()), from.rank()).stream()
            .allMatch(Dim.ONE::equals);
    if (softmax.kind() == CoercedSoftmax.Kind.HARDMAX || (softmax.joined() && !single)) {
      throw new NoWords("the language has no such function");
    }
    Softmax.Kind kind =
        softmax.kind() == CoercedSoftmax.Kind.SOFTMAX
            ? Softmax.Kind.SOFTMAX
            : Softmax.Kind.LOG_SOFTMAX;
    return words(kind.name().toLowerCase(Locale.ROOT), new Softmax(kind, axis), node);
  }
}
