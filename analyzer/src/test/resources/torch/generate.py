"""
Writes what PyTorch makes of random layers on random inputs (layers.tsv), and of two element types
(types.tsv).
"""
import json
import random
import torch

random.seed(20260401)
torch.manual_seed(0)
BATCH = 2
AXES = {"1d": 1, "2d": 2, "3d": 3}


def some(low, high, axes):
    """One number for all axes, or one for each."""
    if random.random() < 0.5:
        return random.randint(low, high)
    return [random.randint(low, high) for _ in range(axes)]


def at(value, axis):
    return value[axis] if isinstance(value, list) else value


def shape(channels, axes, most):
    return [channels] + [random.randint(1, most) for _ in range(axes)]


def convolution(axes):
    groups = random.choice([1, 1, 1, 2, 3, 4])
    inputs = groups * random.randint(1, 3)
    options = {
        "in_channels": inputs,
        "out_channels": groups * random.randint(1, 3),
        "kernel_size": some(1, 5, axes),
        "groups": groups,
        "bias": random.random() < 0.7,
    }
    mode = random.random()
    if mode < 0.15:
        options["padding"] = "same"
        options["dilation"] = some(1, 3, axes)
    else:
        options["stride"] = some(1, 3, axes)
        options["padding"] = "valid" if mode < 0.25 else some(0, 3, axes)
        options["dilation"] = some(1, 3, axes)
    if random.random() < 0.3:
        options["padding_mode"] = random.choice(["reflect", "replicate", "circular"])
    channels = inputs if random.random() < 0.9 else inputs + 1
    return options, [shape(channels, axes, 12)]


def pool(axes, average):
    kernel = some(1, 5, axes)
    options = {"kernel_size": kernel, "ceil_mode": random.random() < 0.5}
    if random.random() < 0.7:
        options["stride"] = some(1, 4, axes)
    if random.random() < 0.6:
        half = [at(kernel, axis) // 2 for axis in range(axes)]
        options["padding"] = [random.randint(0, most) for most in half]
    if not average:
        if random.random() < 0.3:
            options["dilation"] = some(1, 3, axes)
        options["return_indices"] = random.random() < 0.3
    return options, [shape(random.randint(1, 4), axes, 12)]


def adaptive(axes, average):
    size = some(1, 9, axes)
    if isinstance(size, list) and axes > 1 and random.random() < 0.4:
        size[random.randrange(axes)] = None
    options = {"output_size": size}
    if not average:
        options["return_indices"] = random.random() < 0.3
    return options, [shape(random.randint(1, 4), axes, 9)]


def batch_norm(axes):
    features = random.randint(1, 5)
    options = {
        "num_features": features,
        "affine": random.random() < 0.7,
        "track_running_stats": random.random() < 0.7,
    }
    checked = options["affine"] or options["track_running_stats"]
    channels = features + 1 if checked and random.random() < 0.15 else features
    spatial = 0 if axes == 1 and random.random() < 0.5 else axes
    return options, [shape(channels, spatial, 6)]


def linear():
    options = {
        "in_features": random.randint(1, 6),
        "out_features": random.randint(1, 6),
        "bias": random.random() < 0.7,
    }
    last = options["in_features"] if random.random() < 0.85 else 7
    return options, [shape(random.randint(1, 4), random.randint(0, 2), 4) + [last]]


def flatten():
    options = {"start_dim": random.randint(-5, 4), "end_dim": random.randint(-5, 4)}
    return options, [shape(random.randint(1, 3), random.randint(0, 3), 4)]


def softmax():
    return {"dim": random.randint(-4, 3)}, [shape(random.randint(1, 3), random.randint(0, 3), 4)]


def local_response_norm():
    return {"size": random.randint(1, 5)}, [shape(random.randint(1, 3), random.randint(0, 3), 4)]


def add():
    left = shape(random.randint(1, 4), random.randint(0, 3), 4)
    right = [size if random.random() < 0.7 else random.choice([1, size + 1]) for size in left]
    if random.random() < 0.3:
        right = right[random.randrange(len(right)):]
    return {}, [left, right]


def cat():
    first = shape(random.randint(1, 4), random.randint(0, 3), 4)
    dim = random.randint(-len(first) - 1, len(first))
    others = []
    for _ in range(random.randint(1, 2)):
        other = list(first)
        if random.random() < 0.9 and dim not in (0, -len(first) - 1, len(first) + 1):
            other[dim if dim < 0 else dim - 1] = random.randint(1, 5)
        if random.random() < 0.1:
            other[random.randrange(len(other))] += 1
        others.append(other)
    return {"dim": dim}, [first] + others


MAKERS = {}
for suffix, axes in AXES.items():
    MAKERS["Conv" + suffix] = (45, lambda axes=axes: convolution(axes))
    MAKERS["MaxPool" + suffix] = (30, lambda axes=axes: pool(axes, False))
    MAKERS["AvgPool" + suffix] = (25, lambda axes=axes: pool(axes, True))
    MAKERS["AdaptiveMaxPool" + suffix] = (12, lambda axes=axes: adaptive(axes, False))
    MAKERS["AdaptiveAvgPool" + suffix] = (12, lambda axes=axes: adaptive(axes, True))
    MAKERS["BatchNorm" + suffix] = (15, lambda axes=axes: batch_norm(axes))
MAKERS["Linear"] = (20, linear)
MAKERS["Flatten"] = (40, flatten)
MAKERS["Softmax"] = (15, softmax)
MAKERS["LocalResponseNorm"] = (8, local_response_norm)
MAKERS["add"] = (50, add)
MAKERS["cat"] = (40, cat)


def run(kind, options, tensors):
    if kind == "add":
        return torch.add(*tensors), None
    if kind == "cat":
        return torch.cat(tensors, **options), None
    module = getattr(torch.nn, kind)(**{
        name: tuple(value) if isinstance(value, list) else value
        for name, value in options.items()
    }).eval()
    return module(tensors[0]), module


def outcome(kind, options, inputs):
    tensors = [torch.zeros([BATCH] + each) for each in inputs]
    try:
        result, module = run(kind, options, tensors)
    except (RuntimeError, ValueError, IndexError):
        return "refused", "", ""
    outputs = result if isinstance(result, tuple) else (result,)
    if any(each.numel() == 0 for each in outputs):
        return "refused", "", ""  # max_pool1d does not check what max_pool2d refuses
    state = module.state_dict() if module else {}
    return (
        " ".join("x".join(map(str, each.shape)) for each in outputs),
        str(sum(each.numel() for each in module.parameters())) if module else "0",
        " ".join(name + ":" + ("x".join(map(str, each.shape))) for name, each in state.items()),
    )


with open("layers.tsv", "w") as table:
    table.write("layer\tinputs\toutputs\tparams\tweights\n")
    for kind, (count, make) in MAKERS.items():
        for _ in range(count):
            options, inputs = make()
            outputs, params, weights = outcome(kind, options, inputs)
            layer = json.dumps({"type": kind, **options})
            shapes = " ".join("x".join(map(str, each)) for each in inputs)
            table.write("\t".join([layer, shapes, outputs, params, weights]) + "\n")

TYPES = {
    "f32": torch.float32, "f64": torch.float64, "f16": torch.float16, "bf16": torch.bfloat16,
    "i8": torch.int8, "u8": torch.uint8, "i16": torch.int16, "i32": torch.int32,
    "i64": torch.int64, "bool": torch.bool,
}
NAMES = {dtype: name for name, dtype in TYPES.items()}
with open("types.tsv", "w") as table:
    table.write("left\tright\tsum\n")
    for left, left_type in TYPES.items():
        for right, right_type in TYPES.items():
            both = torch.promote_types(left_type, right_type)
            table.write("\t".join([left, right, NAMES[both]]) + "\n")
