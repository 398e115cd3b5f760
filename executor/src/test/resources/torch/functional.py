"""Writes what torch.nn.functional makes of inputs that follow from their names: functional.tsv."""
import json
import torch
import torch.nn.functional as F

NAMES = "xyzuv"


def uniform(name, count):
    """From -1 to 1, by splitmix64 of an FNV-1a hash of the name."""
    mask, gamma = (1 << 64) - 1, 0x9E3779B97F4A7C15
    state = 0xCBF29CE484222325
    for byte in name.encode():
        state = ((state ^ byte) * 0x100000001B3) & mask
    numbers = []
    for i in range(count):
        z = (state + (i + 2) * gamma) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        numbers.append(2 * (((z ^ (z >> 31)) >> 40) * 2.0 ** -24) - 1)
    return numbers


def fill(name, shape, integers):
    numbers = torch.tensor(uniform(name, torch.Size(shape).numel()), dtype=torch.float64)
    if integers:
        return ((numbers + 1) / 2 * 5).floor().to(torch.int64).reshape(shape)
    return (3 * numbers).to(torch.float32).reshape(shape)


CASES = []


def case(function, shapes, options=None, integers=False, positive=None):
    CASES.append((function, shapes, options or {}, integers, positive))


for axes, size in ((1, [9]), (2, [7, 6]), (3, [5, 4, 6])):
    kernel = [3, 2, 2][:axes]
    conv = f"conv{axes}d"
    case(conv, [[2, 4] + size, [6, 4] + kernel])
    case(conv, [[2, 4] + size, [6, 2] + kernel, [6]], {"groups": 2, "stride": 2, "padding": 1})
    case(conv, [[2, 4] + size, [4, 1] + kernel, [4]], {"groups": 4, "dilation": 2})
    case(conv, [[1, 3] + size, [5, 3] + kernel], {"padding": "same"})
    case(conv, [[1, 3] + size, [5, 3] + kernel, [5]], {"padding": "same", "dilation": 2})
    case(conv, [[1, 3] + size, [5, 3] + kernel, [5]], {"padding": "valid", "stride": 2})
    transposed = f"conv_transpose{axes}d"
    case(transposed, [[2, 4] + size, [4, 3] + kernel])
    case(
        transposed,
        [[2, 4] + size, [4, 3] + kernel, [6]],
        {"groups": 2, "stride": 2, "padding": 1, "output_padding": 1},
    )
    case(transposed, [[1, 4] + size, [4, 3] + kernel, [3]], {"dilation": 3, "output_padding": 2})
case("conv2d", [[1, 3, 8, 9], [8, 3, 3, 3], [8]], {"stride": [2, 1], "padding": [1, 0]})
case("conv2d", [[1, 16, 12, 12], [24, 16, 3, 3], [24]], {"padding": 1})
case("conv2d", [[2, 8, 5, 5], [16, 8, 1, 1]])
case("linear", [[2, 7], [5, 7]])
case("linear", [[2, 7], [5, 7], [5]])
case("linear", [[2, 3, 4, 7], [5, 7], [5]])
case("linear", [[7], [5, 7], [5]])
case("bilinear", [[2, 7], [2, 4], [3, 7, 4]])
case("bilinear", [[2, 5, 7], [2, 5, 4], [3, 7, 4], [3]])
case("embedding", [[2, 6], [5, 3]], integers=True)
case("embedding", [[2, 6], [5, 3]], {"padding_idx": -1, "max_norm": 2}, integers=True)
case("embedding", [[2, 2, 2], [7, 4]], {"max_norm": 1.5, "norm_type": 1}, integers=True)
case("prelu", [[2, 3, 5], [1]])
case("prelu", [[2, 3, 5, 4], [3]])
case("prelu", [[2, 3], [3]])
for shape in ([4, 6], [4, 6, 5], [2, 6, 3, 4], [2, 6, 3, 2, 4]):
    case("batch_norm", [shape, [6], [6]], positive=2)
    case("batch_norm", [shape, [6], [6], [6], [6]], {"eps": 0.1}, positive=2)
for shape in ([4, 6, 5], [2, 6, 3, 4], [2, 6, 3, 2, 4]):
    case("instance_norm", [shape])
    case("instance_norm", [shape, [6], [6]], {"eps": 0.01})
    case("instance_norm", [shape, [6], [6]], {"use_input_stats": False}, positive=2)
    case("instance_norm", [shape, [6], [6], [6], [6]], {"use_input_stats": False}, positive=2)
    case("group_norm", [shape], {"num_groups": 3})
    case("group_norm", [shape, [6], [6]], {"num_groups": 2, "eps": 0.01})
case("layer_norm", [[2, 3, 5]], {"normalized_shape": [5]})
case("layer_norm", [[2, 3, 5], [5]], {"normalized_shape": [5]})
case("layer_norm", [[2, 3, 5], [3, 5], [3, 5]], {"normalized_shape": [3, 5], "eps": 0.01})


def call(function, tensors, options):
    """In the order of the function's own arguments."""
    if function == "instance_norm" and options.get("use_input_stats", True):
        tensors = [tensors[0], None, None] + tensors[1:]
    if function in ("group_norm", "layer_norm"):
        options = dict(options)
        first = options.pop("num_groups" if function == "group_norm" else "normalized_shape")
        tensors = [tensors[0], first] + tensors[1:]
    return getattr(F, function)(*tensors, **options)


print("# layers, inputs, outputs of PyTorch 1.13.1: their types and elements, of more than 53 those at k*n//53")
for function, shapes, options, integers, positive in CASES:
    names = list(NAMES[: len(shapes)])
    tensors = [fill(name, shape, integers and i == 0) for i, (name, shape) in enumerate(zip(names, shapes))]
    layers = []
    taken = list(names)
    if positive is not None:
        taken[positive] = "s"
        layers.append({"s": {"type": "sigmoid", "from": names[positive]}})
        tensors[positive] = torch.sigmoid(tensors[positive])
    output = call(function, [tensor.clone() for tensor in tensors], options)
    layers.append({"type": function, "from": taken, **options})
    types = [
        ("i64" if integers and i == 0 else "f32") + str(shape).replace(" ", "")
        for i, shape in enumerate(shapes)
    ]
    count = output.numel()
    places = range(count) if count <= 53 else [k * count // 53 for k in range(53)]
    numbers = [f"{output.flatten()[i].item():.9g}" for i in places]
    made = "f32" + str(list(output.shape)).replace(" ", "")
    print(json.dumps(layers), " ".join(types), " ".join([made] + numbers), sep="\t")
