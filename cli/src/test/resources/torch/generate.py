"""
Writes what print() shows of single modules (modules.tsv) and of torchvision's models (repr/),
with PyTorch 1.13.1 and torchvision 0.14.1.
"""
import json
import pathlib
import torch
import torchvision
from torch import nn
from torchvision.models.convnext import LayerNorm2d
from torchvision.ops import Permute, StochasticDepth

FOLDER = pathlib.Path(__file__).parent
MODELS = [
    "alexnet", "convnext_tiny", "densenet121", "efficientnet_b0", "googlenet", "inception_v3",
    "maxvit_t", "mnasnet1_0", "mobilenet_v3_small", "regnet_y_400mf", "resnet50", "shufflenet_v2_x1_0",
    "squeezenet1_0", "swin_v2_t", "vgg16_bn", "vit_b_16",
]  # fmt: skip
OTHERS = {"LayerNorm2d": LayerNorm2d, "Permute": Permute, "StochasticDepth": StochasticDepth}
# Those that came later show what their elder relatives show.
OTHERS["LPPool3d"] = type("LPPool3d", (nn.LPPool2d,), {})
for axes in (1, 2, 3):
    base = getattr(nn, f"ReflectionPad{axes}d")
    for name in (f"CircularPad{axes}d", f"ZeroPad{axes}d"):
        if not hasattr(nn, name):
            OTHERS[name] = type(name, (base,), {})
# Options of the call, not of the module.
OF_CALLS = {"output_size": "ConvTranspose", "need_weights": "MultiheadAttention"}
SIZES = {1: "9", 2: "9x8", 3: "9x8x7"}

rows = []


def case(type_name, inputs, **options):
    """A module; lists are tuples in Python."""
    arguments = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in options.items()
        if not type_name.startswith(OF_CALLS.get(name, "-"))
    }
    module = OTHERS[type_name] if type_name in OTHERS else getattr(nn, type_name)
    layer = json.dumps({"type": type_name, **options})
    rows.append([layer, inputs, repr(module(**arguments)).replace("\n", "\\n")])


def windows():
    for axes in (1, 2, 3):
        image = "6x" + SIZES[axes]
        each = list(range(1, axes + 1))
        conv = {"in_channels": 6, "out_channels": 12, "kernel_size": 3}
        for options in (
            {},
            {"stride": 2, "padding": 1, "bias": False},
            {"kernel_size": each, "stride": each[::-1], "padding": [0] + [1] * (axes - 1)},
            {"dilation": 2, "padding": [1] * axes, "groups": 3},
            {"padding": "same", "dilation": 2},
            {"padding": "valid", "groups": 6, "bias": False},
            {"padding": 1, "padding_mode": "circular"},
            {"padding": 2, "padding_mode": "replicate", "bias": False},
        ):
            case(f"Conv{axes}d", image, **{**conv, **options})
        if axes < 3:
            case(f"Conv{axes}d", image, **conv, padding=1, padding_mode="reflect")
        for options in (
            {},
            {"kernel_size": 2, "stride": 2, "bias": False},
            {"stride": 2, "padding": 1, "output_padding": 1, "groups": 2},
            {"kernel_size": each, "stride": [2] * axes, "output_padding": [0] * (axes - 1) + [1]},
            {"dilation": 2, "padding": 1, "groups": 6, "bias": False},
            {"stride": 2, "output_size": [19] * axes if axes == 1 else [20, 18, 16][:axes]},
        ):
            case(f"ConvTranspose{axes}d", image, **{**conv, **options})


def pools():
    for axes in (1, 2, 3):
        image = "6x" + SIZES[axes]
        each = list(range(2, axes + 2))
        common = (
            {"kernel_size": 2},
            {"kernel_size": 3, "stride": 2, "ceil_mode": True},
            {"kernel_size": 3, "stride": 2, "padding": 1},
            {"kernel_size": each, "stride": 1},
            {"kernel_size": each},
            {"kernel_size": 3, "stride": each, "padding": [1] * axes},
            {"kernel_size": [3] * axes, "padding": 1},
        )
        for options in common:
            case(f"MaxPool{axes}d", image, **options)
            case(f"AvgPool{axes}d", image, **options)
        case(f"MaxPool{axes}d", image, kernel_size=2, dilation=2, return_indices=True)
        case(f"MaxPool{axes}d", image, kernel_size=2, stride=1, dilation=[2] * axes)
        case(f"AvgPool{axes}d", image, kernel_size=2, count_include_pad=False)
        if axes > 1:
            case(f"AvgPool{axes}d", image, kernel_size=2, divisor_override=3)
        for options in (
            {"norm_type": 2, "kernel_size": 2},
            {"norm_type": 1.5, "kernel_size": each, "stride": 2, "ceil_mode": True},
            {"norm_type": 3, "kernel_size": 3, "stride": [2] * axes},
            {"norm_type": 1, "kernel_size": 3, "stride": 3},
        ):
            case(f"LPPool{axes}d", image, **options)
        unpool = image + " " + image + ":i64"
        for options in (
            {"kernel_size": 2},
            {"kernel_size": 3, "stride": 2, "padding": 1},
            {"kernel_size": [2] * axes, "stride": [3] * axes},
        ):
            case(f"MaxUnpool{axes}d", unpool, **options)
        for size in (1, [1] * axes, 7, [None] * (axes - 1) + [4], [3, 5, 2][:axes], None):
            case(f"AdaptiveAvgPool{axes}d", image, output_size=size)
            case(f"AdaptiveMaxPool{axes}d", image, output_size=size)
        case(f"AdaptiveMaxPool{axes}d", image, output_size=3, return_indices=True)


def norms():
    for axes in (1, 2, 3):
        image = "6x" + SIZES[axes]
        for kind in ("BatchNorm", "InstanceNorm"):
            for options in (
                {},
                {"eps": 0.001, "momentum": 0.01},
                {"affine": True},
                {"affine": False},
                {"track_running_stats": False},
                {"affine": False, "track_running_stats": False},
                {"affine": True, "track_running_stats": True, "eps": 1e-12},
            ):
                case(f"{kind}{axes}d", image, num_features=6, **options)
        case(f"BatchNorm{axes}d", image, num_features=6, momentum=None)
    for groups in (1, 3, 6):
        case("GroupNorm", "6x5", num_groups=groups, num_channels=6)
    case("GroupNorm", "6x5x4", num_groups=2, num_channels=6, eps=1e-06, affine=False)
    case("LayerNorm", "4x6", normalized_shape=6)
    case("LayerNorm", "4x6", normalized_shape=[4, 6], eps=1e-06)
    case("LayerNorm", "4x6", normalized_shape=[6], elementwise_affine=False)
    case("LayerNorm2d", "96x4x5", normalized_shape=96, eps=1e-06)
    case("LayerNorm2d", "6x4x5", normalized_shape=[6])
    case("LocalResponseNorm", "6x5x4", size=5)
    case("LocalResponseNorm", "6x5", size=3, alpha=0.01, beta=0.5, k=2.0)


def activations():
    for name in ("ReLU", "ReLU6", "SELU", "SiLU", "Mish", "Hardswish", "Hardsigmoid"):
        case(name, "6x5")
        case(name, "6x5", inplace=True)
    for name in ("Sigmoid", "Tanh", "Tanhshrink", "Softsign", "LogSigmoid", "GELU", "Identity"):
        case(name, "6x5")
    case("GELU", "6x5", approximate="tanh")
    for name in ("ELU", "CELU"):
        case(name, "6x5")
        case(name, "6x5", alpha=0.5, inplace=True)
    case("LeakyReLU", "6x5")
    case("LeakyReLU", "6x5", negative_slope=0.2, inplace=True)
    case("RReLU", "6x5")
    case("RReLU", "6x5", lower=0.25, upper=0.5, inplace=True)
    case("Hardtanh", "6x5")
    case("Hardtanh", "6x5", min_val=0.0, max_val=6.5, inplace=True)
    case("Hardshrink", "6x5")
    case("Hardshrink", "6x5", lambd=0.25)
    case("Softshrink", "6x5")
    case("Softshrink", "6x5", lambd=1.0)
    case("Softplus", "6x5")
    case("Softplus", "6x5", beta=2, threshold=0.5)
    case("Threshold", "6x5", threshold=0.1, value=20)
    case("Threshold", "6x5", threshold=1, value=-0.5, inplace=True)
    case("PReLU", "6x5")
    case("PReLU", "6x5", num_parameters=6, init=0.1)
    for name in ("Softmax", "LogSoftmax", "Softmin"):
        case(name, "6x5")
        case(name, "6x5", dim=-1)
    case("Softmax2d", "6x5x4")
    case("GLU", "6x4")
    case("GLU", "6x4", dim=1)
    for name, image in (
        ("Dropout", "6"),
        ("Dropout1d", "6x5"),
        ("Dropout2d", "6x5x4"),
        ("Dropout3d", "6x5x4x3"),
        ("AlphaDropout", "6"),
        ("FeatureAlphaDropout", "6x5"),
    ):
        case(name, image)
        case(name, image, p=0.25, inplace=True)
    case("StochasticDepth", "6x5", p=0.2, mode="row")
    case("StochasticDepth", "6x5", p=0.0, mode="batch")


def features():
    case("Linear", "6", in_features=6, out_features=5)
    case("Linear", "4x6", in_features=6, out_features=5, bias=False)
    case("Bilinear", "6 4", in1_features=6, in2_features=4, out_features=5)
    case("Bilinear", "6 4", in1_features=6, in2_features=4, out_features=5, bias=False)
    table = {"num_embeddings": 10, "embedding_dim": 3}
    for options in (
        {},
        {"padding_idx": 2},
        {"padding_idx": -1, "max_norm": 1},
        {"max_norm": 0.5, "norm_type": 1.0},
        {"scale_grad_by_freq": True, "sparse": True},
    ):
        case("Embedding", "7:i64", **table, **options)
    network = {"input_size": 6, "hidden_size": 4}
    for name in ("RNN", "LSTM", "GRU"):
        for options in (
            {},
            {"num_layers": 2, "batch_first": True},
            {"num_layers": 3, "dropout": 0.2, "bidirectional": True, "bias": False},
        ):
            case(name, "5x6", **network, **options)
    case("RNN", "5x6", **network, nonlinearity="relu")
    case("LSTM", "5x6", **network, proj_size=2)
    for options in (
        {},
        {"bias": False, "batch_first": True},
        {"dropout": 0.1, "add_bias_kv": True, "add_zero_attn": True, "need_weights": False},
    ):
        case("MultiheadAttention", "5x8 5x8 5x8", embed_dim=8, num_heads=2, **options)
    case("MultiheadAttention", "5x8 5x6 5x4", embed_dim=8, num_heads=2, kdim=6, vdim=4)


def layouts():
    case("Flatten", "6x5x4")
    case("Flatten", "6x5x4", start_dim=2)
    case("Flatten", "6x5x4", start_dim=0, end_dim=-2)
    case("Unflatten", "6x5", dim=1, unflattened_size=[2, 3])
    case("Unflatten", "6x5", dim=-1, unflattened_size=[-1, 1, 5])
    case("Permute", "6x5x4", dims=[0, 2, 3, 1])
    case("PixelShuffle", "8x5x4", upscale_factor=2)
    case("PixelUnshuffle", "8x6x4", downscale_factor=2)
    case("ChannelShuffle", "6x5x4", groups=3)
    for options in (
        {"scale_factor": 2},
        {"scale_factor": 2, "mode": "bilinear", "align_corners": True},
        {"scale_factor": [1.5, 3], "mode": "bicubic"},
        {"size": [10, 9], "mode": "nearest-exact"},
        {"size": 7},
        {"scale_factor": 1.7, "recompute_scale_factor": True, "mode": "area"},
    ):
        case("Upsample", "6x9x8", **options)
    case("Upsample", "6x9", scale_factor=2, mode="linear")
    case("Upsample", "6x9x8x7", size=[3, 4, 5], mode="trilinear")
    for name in ("UpsamplingNearest2d", "UpsamplingBilinear2d"):
        case(name, "6x9x8", scale_factor=2)
        case(name, "6x9x8", size=[3, 4])
    for axes in (1, 2, 3):
        image = "6x" + SIZES[axes]
        for padding in (1, list(range(2 * axes))[::-1], 2):
            for kind in ("ReflectionPad", "ReplicationPad", "CircularPad", "ZeroPad"):
                case(f"{kind}{axes}d", image, padding=padding)
            case(f"ConstantPad{axes}d", image, padding=padding, value=0.5)
            case(f"ConstantPad{axes}d", image, padding=padding, value=3)


def write_modules():
    for family in (windows, pools, norms, activations, features, layouts):
        family()
    lines = ["\t".join(row) for row in [["layer", "inputs", "repr"]] + rows]
    (FOLDER / "modules.tsv").write_text("\n".join(lines) + "\n")


def write_models():
    for name in MODELS:
        options = {"weights": None}
        if name in ("googlenet", "inception_v3"):
            options["init_weights"] = False
        if name == "googlenet":
            options["aux_logits"] = False
        model = getattr(torchvision.models, name)(**options)
        (FOLDER / "repr" / f"{name}.txt").write_text(repr(model) + "\n")


write_modules()
write_models()
