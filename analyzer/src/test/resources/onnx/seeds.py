#!/usr/bin/env python3
"""Writes the models that fuzzing begins with into `corpus`: small ones that together have every operator and every type.

Needs python3-onnx and numpy.
"""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "corpus"
FLOAT, INT64, BOOL, UINT8 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL, TensorProto.UINT8


def floats(*shape):
    return np.linspace(-1, 1, int(np.prod(shape))).reshape(shape).astype(np.float32)


def integers(*numbers):
    return np.array(numbers, np.int64)


def write(name, inputs, nodes, constants=None, outputs=None, opset=17, functions=(), domains=(), types=None):
    """A model. An input is NAME: dims, of floats unless types says otherwise; a node is (type, inputs, outputs, attributes), an input left out is _."""
    types = types or {}
    made = []
    for index, (kind, takes, makes, attributes) in enumerate(nodes):
        domain, _, kind = kind.rpartition(":")
        made.append(helper.make_node(kind, ["" if each == "_" else each for each in takes.split()], makes.split(), f"/block/{kind.lower()}_{index}/{kind}", domain=domain, **attributes))
    graph = helper.make_graph(
        made,
        name,
        [helper.make_tensor_value_info(each, types.get(each, FLOAT), dims) for each, dims in inputs.items()],
        [helper.make_tensor_value_info(each, FLOAT, None) for each in (outputs or nodes[-1][2].split())],
        [each if isinstance(each, TensorProto) else numpy_helper.from_array(np.asarray(each), key) for key, each in (constants or {}).items()],
    )
    imports = [helper.make_opsetid("", opset)] + [helper.make_opsetid(domain, 1) for domain in domains]
    model = helper.make_model(graph, opset_imports=imports, ir_version=8, producer_name="seeds", functions=functions)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


def unary(name, kinds, opset=17, dims=("N", 4, "H"), **attributes):
    nodes = [(kind, f"t{i}" if i else "x", f"t{i + 1}", dict(attributes.get(kind, {}))) for i, kind in enumerate(kinds)]
    write(name, {"x": dims}, nodes, opset=opset)


def windows():
    image = {"x": ("batch", 4, "height", "width")}
    write("convolution", image, [
        ("Conv", "x w b", "c", dict(kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[2, 2])),
        ("BatchNormalization", "c s s m v", "n", {}), ("Relu", "n", "r", {}),
        ("Conv", "r d", "e", dict(group=8, dilations=[2, 1])), ("GlobalAveragePool", "e", "g", {}), ("Flatten", "g", "f", {}),
        ("Gemm", "f l k", "y", dict(transB=1))],
        dict(w=floats(8, 4, 3, 3), b=floats(8), s=floats(8), m=floats(8), v=np.ones(8, np.float32), d=floats(8, 1, 3, 3), l=floats(5, 8), k=floats(5)))
    write("same_padding", image, [
        ("Conv", "x w", "c", dict(auto_pad="SAME_UPPER", strides=[2, 2])), ("Conv", "x w", "d", dict(auto_pad="SAME_LOWER", strides=[2, 2])),
        ("Add", "c d", "y", {})], dict(w=floats(8, 4, 3, 3)))
    write("transposed", image, [
        ("ConvTranspose", "x w", "t", dict(strides=[2, 2], output_padding=[1, 1], pads=[1, 1, 1, 1])),
        ("ConvTranspose", "t w", "y", dict(auto_pad="SAME_UPPER", strides=[2, 2]))], dict(w=floats(4, 4, 3, 3)))
    write("pooling", image, [
        ("MaxPool", "x", "m i", dict(kernel_shape=[2, 2], strides=[2, 2])), ("MaxUnpool", "m i", "u", dict(kernel_shape=[2, 2], strides=[2, 2])),
        ("AveragePool", "u", "a", dict(kernel_shape=[3, 3], ceil_mode=1, count_include_pad=1, pads=[1, 1, 1, 1])),
        ("LpPool", "a", "l", dict(kernel_shape=[2, 2], p=3)), ("GlobalMaxPool", "l", "y", {})])
    write("deformable", {"x": (1, 1, 3, 3), "w": (1, 1, 2, 2), "o": (1, 8, 2, 2)}, [("DeformConv", "x w o", "y", dict(kernel_shape=[2, 2]))], opset=19)
    write("patches", {"x": ("N", 8, 9)}, [("Col2Im", "x size block", "y", {})], dict(size=integers(4, 4), block=integers(2, 2)), opset=18)
    write("quantized", {"x": (1, 4, 8, 8)}, [
        ("QuantizeLinear", "x s z", "q", {}), ("QLinearConv", "q s z w s z s z", "c", dict(pads=[1, 1, 1, 1])),
        ("DequantizeLinear", "c s z", "d", {}), ("DynamicQuantizeLinear", "d", "e es ez", {}), ("ConvInteger", "e w", "y", {})],
        dict(s=np.float32(0.1), z=np.uint8(3), w=np.ones((4, 4, 3, 3), np.uint8)))
    write("quantized_product", {"x": (3, 4)}, [
        ("QuantizeLinear", "x s z", "q", {}), ("QLinearMatMul", "q s z w s z s z", "m", {}), ("MatMulInteger", "m w", "y", {})],
        dict(s=np.float32(0.1), z=np.uint8(3), w=np.ones((4, 4), np.uint8)))


def norms():
    write("norms", {"x": ("N", 6, "H", "W")}, [
        ("InstanceNormalization", "x s s", "i", {}), ("LayerNormalization", "i l", "l1", dict(axis=1)), ("LRN", "l1", "r", dict(size=4)),
        ("LpNormalization", "r", "p", dict(axis=1)), ("MeanVarianceNormalization", "p", "y", {})],
        dict(s=floats(6), l=floats(6, 1, 1)))
    write("newer_norms", {"x": ("N", 6, 4, 4)}, [
        ("GroupNormalization", "x s s", "g", dict(num_groups=3)), ("RMSNormalization", "g r", "y", {})], dict(s=floats(6), r=floats(4)), opset=23)


def pointwise():
    unary("activations", "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Mish Softplus Softsign Tanh ThresholdedRelu Softmax LogSoftmax Hardmax Erf".split(), opset=18)
    unary("newer_activations", ["Gelu", "Swish"], opset=24)
    unary("functions", "Sqrt Exp Log Neg Abs Reciprocal Floor Ceil Round Sign Sin Cos Identity Dropout".split())
    unary("older", ["Softmax", "LogSoftmax", "Dropout", "Flatten"], opset=7)
    write("arithmetic", {"x": ("N", 4), "z": (4,)}, [
        ("Add", "x z", "a", {}), ("Sub", "a z", "b", {}), ("Mul", "b z", "c", {}), ("Div", "c two", "d", {}), ("Pow", "d two", "e", {}), ("Mod", "e two", "f", dict(fmod=1)),
        ("Min", "f z", "g", {}), ("Max", "g z", "h", {}), ("Mean", "h z x", "i", {}), ("Sum", "i z x", "j", {}), ("PRelu", "j slope", "k", {}), ("Clip", "k low", "y", {})],
        dict(two=np.float32(2), slope=floats(4), low=np.float32(0)))
    write("logic", {"x": ("N", 4), "z": (4,)}, [
        ("Equal", "x z", "a", {}), ("Greater", "x z", "b", {}), ("Less", "x z", "c", {}), ("GreaterOrEqual", "x z", "d", {}), ("LessOrEqual", "x z", "e", {}),
        ("And", "a b", "f", {}), ("Or", "f c", "g", {}), ("Not", "g", "h", {}), ("Where", "h x z", "w", {}), ("NonZero", "w", "y", {})], outputs=["y", "d", "e"])


def products():
    write("products", {"x": ("N", "T", 4)}, [
        ("MatMul", "x w", "m", {}), ("Add", "m b", "a", {}), ("Einsum", "a a", "e", dict(equation="nij,nkj->nik")), ("Softmax", "e", "s", {}), ("MatMul", "s a", "y", {})],
        dict(w=floats(4, 6), b=floats(6)))
    write("attention", {"q": (2, 3, 4, 8), "k": (2, 3, 6, 8), "v": (2, 3, 6, 8)}, [("Attention", "q k v", "y", {})], opset=23)


def reductions():
    kinds = "Mean Sum Max Min Prod L1 L2 SumSquare LogSum LogSumExp".split()
    write("reductions", {"x": ("N", 4, "H")}, [(f"Reduce{kind}", "x axes" if kind == "Sum" else "x", f"y{i}", {} if kind == "Sum" else dict(axes=[1])) for i, kind in enumerate(kinds)],
          dict(axes=integers(1)), outputs=[f"y{i}" for i in range(len(kinds))])
    write("positions", {"x": ("N", 8)}, [
        ("ArgMax", "x", "a", dict(axis=1)), ("ArgMin", "x", "b", dict(axis=1)), ("TopK", "x k", "v i", {}), ("CumSum", "v axis", "y", {})],
        dict(k=integers(3), axis=np.int64(1)), outputs=["y", "a", "b"])


def shapes():
    write("computed_shape", {"x": ("batch", 4, "height", "width")}, [
        ("Shape", "x", "s", {}), ("Gather", "s zero", "n", {}), ("Unsqueeze", "n axes", "u", {}), ("Concat", "u rest", "t", dict(axis=0)), ("Reshape", "x t", "r", {}),
        ("Slice", "s one four", "l", {}), ("Cast", "l", "c", dict(to=FLOAT)), ("Mul", "c half", "m", {}), ("Cast", "m", "d", dict(to=INT64)), ("ReduceProd", "d", "p", {}),
        ("ConstantOfShape", "u", "z", {}), ("Expand", "z u", "e", {}), ("Range", "zero n one_", "g", {}), ("Size", "x", "q", {})],
        dict(zero=np.int64(0), one_=np.int64(1), axes=integers(0), rest=integers(-1), one=integers(1), four=integers(4), half=np.float32(0.5)), outputs=["r", "p", "e", "g", "q"])
    write("layouts", {"x": (2, 4, 6)}, [
        ("Transpose", "x", "t", dict(perm=[2, 0, 1])), ("Split", "t parts", "a b", {}), ("Concat", "a b", "c", dict(axis=0)), ("Unsqueeze", "c axes", "u", {}),
        ("Squeeze", "u axes", "s", {}), ("Tile", "s times", "r", {}), ("Pad", "r pads", "p", {}), ("Trilu", "p", "l", {}), ("Flatten", "l", "y", dict(axis=2))],
        dict(parts=integers(2, 4), axes=integers(0), times=integers(1, 2, 1), pads=integers(0, 1, 0, 0, 1, 0)))
    write("indices", {"x": ("N", 4), "i": (2, 2)}, [
        ("Gather", "x i", "g", dict(axis=1)), ("GatherElements", "x i", "e", dict(axis=1)), ("GatherND", "x i", "d", {}), ("ScatterND", "x i e", "n", {}),
        ("ScatterElements", "x i e", "s", dict(axis=1)), ("OneHot", "i depth onoff", "o", {}), ("Gather", "table i", "y", {})],
        dict(depth=np.int64(5), onoff=floats(2), table=floats(7, 3)), types=dict(i=INT64), outputs="g e d n s o y".split())
    write("space", {"x": (1, 8, 4, 4)}, [
        ("DepthToSpace", "x", "d", dict(blocksize=2, mode="CRD")), ("SpaceToDepth", "d", "s", dict(blocksize=2)), ("CenterCropPad", "s size", "y", {})],
        dict(size=integers(1, 8, 3, 5)), opset=18)


def sampling():
    write("sampling", {"x": ("N", 3, "H", "W"), "grid": ("N", 5, 6, 2)}, [
        ("Resize", "x _ scales", "r", dict(mode="linear")), ("GridSample", "r grid", "y", {})], dict(scales=np.array([1, 1, 2, 2], np.float32)))
    write("upsample", {"x": (1, 3, 4, 4)}, [("Upsample", "x scales", "y", dict(mode="nearest"))], dict(scales=np.array([1, 1, 2, 3], np.float32)), opset=9)
    write("affine", {"t": ("N", 2, 3)}, [("AffineGrid", "t size", "y", {})], dict(size=integers(2, 3, 5, 6)), opset=20)
    write("detection", {"x": (1, 3, 8, 8), "rois": ("R", 4), "which": ("R",), "boxes": (1, "B", 4), "scores": (1, 2, "B")}, [
        ("RoiAlign", "x rois which", "y", dict(output_height=2, output_width=2)), ("NonMaxSuppression", "boxes scores most", "z", {})],
        dict(most=integers(3)), types=dict(which=INT64), outputs=["y", "z"])


def types():
    packed = {"F8E4M3FN": (17, 1), "F8E4M3FNUZ": (18, 1), "F8E5M2": (19, 1), "F8E5M2FNUZ": (20, 1), "U4": (21, 0.5), "I4": (22, 0.5), "F4E2M1": (23, 0.5), "F8E8M0": (24, 1), "U2": (25, 0.25), "I2": (26, 0.25)}
    constants, nodes = {}, []
    for name, (number, size) in packed.items():
        tensor = TensorProto(name=name, data_type=number, dims=[8], raw_data=bytes(int(8 * size)))
        constants[name] = tensor
        nodes.append(("Cast", name, f"{name}_f", dict(to=FLOAT)))
    nodes.append(("Cast", "x", "y", dict(to=17)))
    write("small_types", {"x": ("N", 8)}, nodes, constants, outputs=[each[2] for each in nodes], opset=24)
    plain = [np.float16, np.float64, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64, np.bool_, np.complex64, np.complex128]
    write("types", {"x": ("N", 8)}, [("Identity", np.dtype(each).name, f"y{i}", {}) for i, each in enumerate(plain)] + [("Identity", "text", "t", {})],
          dict({np.dtype(each).name: np.ones(3, each) for each in plain}, text=np.array(["a", "b"], object)),
          outputs=[f"y{i}" for i in range(len(plain))] + ["t"])
    fields = {"float_data": (1, [1.0, 2.0]), "double_data": (11, [1.0, 2.0]), "int32_data": (6, [1, 2]), "int64_data": (7, [1, 2]), "uint64_data": (13, [1, 2])}
    write("fields", {"x": (2,)}, [("Identity", name, f"{name}_y", {}) for name in fields],
          {name: TensorProto(name=name, data_type=number, dims=[2], **{name: data}) for name, (number, data) in fields.items()}, outputs=[f"{name}_y" for name in fields])


def others():
    body = helper.make_graph([helper.make_node("Relu", ["x"], ["r"])], "body", [], [helper.make_tensor_value_info("r", FLOAT, None)])
    write("branches", {"x": (2, 3), "c": ()}, [("If", "c", "i", dict(then_branch=body, else_branch=body)), ("Relu", "i", "y", {})], types=dict(c=BOOL))
    write("foreign", {"x": (2, 4, 8, 8)}, [
        ("com.microsoft:FusedConv", "x w b", "f", dict(activation="Relu")), ("com.acme:Fancy", "f w", "g h", dict(strength=0.5)), ("Relu", "g", "y", {})],
        dict(w=floats(4, 4, 1, 1), b=floats(4)), domains=["com.microsoft", "com.acme"])
    twice = helper.make_function("local", "Twice", ["a"], ["c"], [helper.make_node("Add", ["a", "a"], ["b"]), helper.make_node("Relu", ["b"], ["c"])], [helper.make_opsetid("", 17)])
    write("function", {"x": ("N", 3)}, [("local:Twice", "x", "t", {}), ("local:Twice", "t", "y", {})], functions=[twice], domains=["local"])


FOLDER.mkdir(exist_ok=True)
for part in (windows, norms, pointwise, products, reductions, shapes, sampling, types, others):
    part()
print(len(list(FOLDER.glob("*.onnx"))), "models,", sum(each.stat().st_size for each in FOLDER.glob("*.onnx")), "bytes")
