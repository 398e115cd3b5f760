"""
Writes norms/MODEL-HEIGHTxWIDTH.tsv: for torchvision's transformers, with PyTorch 1.13.1 and torchvision 0.14.1, the
length and the first numbers of what each call of a module hands on that calls no other module, then those of the
logits (without a path). Weights and input are those of "--init seeded --seed 0 --gain 2", as docs/running.md has it.
With it state/ of those whose calls and weights are not in the other files.
"""
import math
import pathlib
import numpy as np
import torch
import torchvision

FOLDER = pathlib.Path(__file__).parent
STEP = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
KEPT = ("logit_scale", "relative_coords_table")
ATOMIC = ("MultiheadAttention", "ShiftedWindowAttention")
CASES = [("swin_t", 100, 76), ("swin_t", 4, 4), ("swin_v2_t", 100, 76), ("maxvit_t", 224, 224)]


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def uniform(name, count, seed):
    """Numbers from -1 to 1."""
    with np.errstate(over="ignore"):
        index = np.arange(1, count + 1, dtype=np.uint64)
        mixed = np.uint64((fnv1a(name) + seed * STEP) & MASK) + index * np.uint64(STEP)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return 2 * ((mixed >> np.uint64(40)).astype(np.float64) * 2.0**-24) - 1


def fill(model, gain):
    state = model.state_dict()
    for name, tensor in state.items():
        own = name.split(".")[-1]
        if not tensor.is_floating_point() or own in KEPT:
            continue
        numbers = uniform(name, tensor.numel(), 0)
        if own.endswith("weight") and tensor.dim() == 1:
            numbers = 1 + 0.25 * numbers
        elif own.endswith("weight") and tensor.dim() > 1:
            numbers = numbers * math.sqrt(gain * 3 / np.prod(tensor.shape[1:]))
        elif own == "running_var":
            numbers = 1 + 0.5 * numbers
        else:
            numbers = 0.1 * numbers
        state[name] = torch.from_numpy(numbers.astype(np.float32).reshape(tensor.shape))
    model.load_state_dict(state)


def row(path, call, tensor):
    first = " ".join(repr(float(number)) for number in tensor.flatten()[:4])
    return f"{path}\t{call}\t{float(tensor.double().norm())!r}\t{first}\n"


def norms(name, height, width):
    model = getattr(torchvision.models, name)().eval()
    fill(model, 2)
    image = uniform("input", 3 * height * width, 1).astype(np.float32).reshape(1, 3, height, width)
    calls = {}
    rows = ["path\tcall\tlength\tfirst\n"]

    def seen(path):
        def hook(_module, _inputs, output):
            calls[path] = calls.get(path, 0) + 1
            rows.append(row(path, calls[path], output))

        return hook

    for path, module in model.named_modules():
        if not list(module.children()) or type(module).__name__.startswith(ATOMIC):
            module.register_forward_hook(seen(path))
    with torch.no_grad():
        logits = model(torch.from_numpy(image))
    rows.append(row("", 1, logits))
    (FOLDER / "norms" / f"{name}-{height}x{width}.tsv").write_text("".join(rows))


def state(name):
    model = getattr(torchvision.models, name)()
    parameters = dict(model.named_parameters())
    rows = ["name\tkind\tshape\n"]
    for path, tensor in model.state_dict().items():
        shape = "x".join(map(str, tensor.shape)) or "scalar"
        rows.append(f"{path}\t{'param' if path in parameters else 'buffer'}\t{shape}\n")
    (FOLDER / "state" / f"{name}.tsv").write_text("".join(rows))


(FOLDER / "norms").mkdir(exist_ok=True)
for case in CASES:
    norms(*case)
for name in ("swin_v2_t", "maxvit_t"):
    state(name)
