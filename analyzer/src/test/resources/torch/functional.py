"""Writes what torch.nn.functional makes of tensors of random shapes, weights among them, or refuses."""
import json
import random
import torch
import torch.nn.functional as F

random.seed(20261125)
torch.manual_seed(0)
NAMES = "xyzuv"


def near(size):
    """Nearly always right."""
    return size if random.random() < 0.96 else random.choice([1, size + 1])


def some(low, high, axes):
    if random.random() < 0.5:
        return random.randint(low, high)
    return [random.randint(low, high) for _ in range(axes)]


def convolution(axes, transposed):
    groups = random.choice([1, 1, 2, 3])
    inputs, outputs = groups * random.randint(1, 2), groups * random.randint(1, 3)
    kernel = [random.randint(1, 3) for _ in range(axes)]
    options = {"groups": groups, "dilation": some(1, 2, axes)}
    if transposed:
        options.update(stride=some(1, 3, axes), padding=some(0, 1, axes))
        options["output_padding"] = some(0, 1, axes)
        weight = [near(inputs), near(outputs // groups)] + kernel
    else:
        mode = random.random()
        options["padding"] = "same" if mode < 0.2 else "valid" if mode < 0.3 else some(0, 2, axes)
        if mode >= 0.2:
            options["stride"] = some(1, 3, axes)
        weight = [near(outputs), near(inputs // groups)] + kernel
    shapes = [[2, inputs] + [random.randint(2, 9) for _ in range(axes)], weight]
    if random.random() < 0.6:
        made = weight[1] * groups if transposed else weight[0]
        shapes.append([near(made)])
    return shapes, options


def linear():
    outputs, inputs = random.randint(1, 5), random.randint(2, 5)
    shapes = [[2] + [3] * random.randint(0, 2) + [inputs], [outputs, near(inputs)]]
    return shapes + ([[near(outputs)]] if random.random() < 0.6 and outputs > 1 else []), {}


def bilinear():
    outputs, first, second = random.randint(2, 5), random.randint(2, 5), random.randint(2, 5)
    rows = [2] + [3] * random.randint(0, 1)
    shapes = [rows + [first], rows + [second], [outputs, near(first), near(second)]]
    return shapes + ([[near(outputs)]] if random.random() < 0.6 else []), {}


def prelu():
    channels = random.randint(2, 4)
    weight = [near(channels)] if random.random() < 0.7 else [1]
    return [[2, channels] + [3] * random.randint(0, 2), weight], {}


def batch_norm():
    channels = random.randint(2, 4)
    count = random.choice([2, 4])
    shape = [2, channels] + [3] * random.randint(0, 3)
    return [shape] + [[near(channels)] for _ in range(count)], {"eps": 1e-3}


def instance_norm():
    channels = random.randint(2, 4)
    own = random.random() < 0.6
    count = random.choice([0, 2] if own else [2, 4])
    shape = [2, channels] + [random.randint(1, 3) for _ in range(random.randint(1, 3))]
    return [shape] + [[near(channels)] for _ in range(count)], {"use_input_stats": own}


def group_norm():
    groups = random.randint(1, 3)
    channels = near(groups * random.randint(1, 2))
    shape = [2, channels] + [3] * random.randint(0, 3)
    count = random.choice([0, 2])
    return [shape] + [[near(channels)] for _ in range(count)], {"num_groups": groups}


def layer_norm():
    shape = [2] + [random.randint(2, 4) for _ in range(random.randint(1, 3))]
    normalized = [near(size) for size in shape[random.randint(1, len(shape) - 1) :]]
    count = random.choice([0, 1, 2])
    shapes = [shape] + [[near(size) for size in normalized] for _ in range(count)]
    return shapes, {"normalized_shape": normalized}


MAKERS = {}
for axes in (1, 2, 3):
    MAKERS[f"conv{axes}d"] = (30, lambda axes=axes: convolution(axes, False))
    MAKERS[f"conv_transpose{axes}d"] = (25, lambda axes=axes: convolution(axes, True))
for maker in (linear, bilinear, prelu, batch_norm, instance_norm, group_norm, layer_norm):
    MAKERS[maker.__name__] = (18, maker)


def call(function, tensors, options):
    """In the order of the function's own arguments."""
    options = dict(options)
    if function == "instance_norm" and options["use_input_stats"]:
        tensors = [tensors[0], None, None] + tensors[1:]
    for first in ("num_groups", "normalized_shape"):
        if first in options:
            tensors = [tensors[0], options.pop(first)] + tensors[1:]
    return getattr(F, function)(*tensors, **options)


def text(shape):
    return "f32" + str(list(shape)).replace(" ", "")


print("# layers, inputs, outputs of PyTorch 1.13.1; weights are inputs too")
for function, (count, maker) in MAKERS.items():
    for _ in range(count):
        shapes, options = maker()
        try:
            made = text(call(function, [torch.rand(shape) for shape in shapes], options).shape)
        except (RuntimeError, ValueError):
            made = "refused"
        layer = {"type": function, "from": list(NAMES[: len(shapes)]), **options}
        print(json.dumps([layer]), " ".join(text(shape) for shape in shapes), made, sep="\t")
