"""Makes the small ONNX files beside it, with the onnx package: python3 make_files.py"""

import os

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


def write(name, nodes, inputs, output, constants=(), version=17):
    tensors = [numpy_helper.from_array(array, key) for key, array in constants]
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(*each) for each in inputs],
        [helper.make_tensor_value_info(*each) for each in output],
        tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", version)])
    model.ir_version = 8
    save(model, os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".onnx"))


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs, [output], **attributes)


def integers(*numbers):
    return np.array(numbers, dtype=np.int64)


X = ("x", FLOAT, [1, 4])
Y = ("y", FLOAT, None)

write(
    "expand_beyond_arrays",
    [node("Expand", ["r", "shape"], "y"), node("Relu", ["x"], "r")],
    [("x", FLOAT, [1, 1])],
    [Y],
    [("shape", integers(70000, 70000))],
)
write(
    "tile_too_often",
    [node("Tile", ["x", "counts"], "y")],
    [X],
    [Y],
    [("counts", integers(1, 1 << 40))],
)
write(
    "gather_beyond",
    [node("Gather", ["x", "places"], "y", axis=1)],
    [X],
    [Y],
    [("places", integers(0, 7))],
)
write(
    "divide_by_zero",
    [node("Div", ["five", "n"], "y")],
    [("n", INT64, [3, 3])],
    [("y", INT64, None)],
    [("five", integers(5))],
)
write(
    "unknown_operators",
    [node("NoSuchThing", ["x"], "a"), node("NorThis", ["a"], "y")],
    [X],
    [Y],
)
write(
    "count_of_positives",
    [
        node("NonZero", ["p"], "z"),
        node("Relu", ["x"], "p"),
        node("Transpose", ["z"], "t", perm=[1, 0]),
        node("Shape", ["t"], "s"),
        node("Concat", ["t", "t"], "y", axis=0),
    ],
    [("x", FLOAT, [1, 3, 5, 5])],
    [("y", INT64, None), ("s", INT64, None)],
)
write(
    "half_precision",
    [
        node("Conv", ["x", "w", "b"], "c", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        node("Relu", ["c"], "r"),
        node("Add", ["r", "x"], "y"),
    ],
    [("x", TensorProto.FLOAT16, [1, 2, 6, 6])],
    [("y", TensorProto.FLOAT16, None)],
    [
        ("w", np.linspace(-1, 1, 36).reshape(2, 2, 3, 3).astype(np.float16)),
        ("b", np.array([0.25, -0.5], dtype=np.float16)),
    ],
)
write(
    "upsample_by_attribute",
    [node("Upsample", ["x"], "y", mode="nearest", scales=[1.0, 1.0, 2.0, 3.0])],
    [("x", FLOAT, [1, 1, 2, 2])],
    [Y],
    version=7,
)
write(
    "computed_pad",
    [
        node("ConstantOfShape", ["six"], "zeros", value=numpy_helper.from_array(integers(0))),
        node("Concat", ["amounts", "zeros"], "flat", axis=0),
        node("Reshape", ["flat", "pairs"], "rows"),
        node("Slice", ["rows", "last", "first", "axis", "back"], "turned"),
        node("Transpose", ["turned"], "columns", perm=[1, 0]),
        node("Reshape", ["columns", "all"], "pads"),
        node("Pad", ["x", "pads"], "p"),
        node("Add", ["p", "p"], "y"),
    ],
    [("x", FLOAT, [1, 2, 3, 4])],
    [Y],
    [
        ("six", integers(6)),
        ("amounts", integers(1, 2)),
        ("pairs", integers(-1, 2)),
        ("last", integers(-1)),
        ("first", integers(-(1 << 63))),
        ("axis", integers(0)),
        ("back", integers(-1)),
        ("all", integers(-1)),
    ],
)
