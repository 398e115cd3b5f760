"""
Writes digests.tsv: for every convolutional network of torchvision 0.14.1 the SHA-256 of its state_dict
and of its calls, each written as the files in state/ and calls/ are, its totals, and the least square
image that PyTorch 1.13.1 runs it on. With names of networks as arguments it prints their two lists
instead, to be compared with the program's where a digest differs.
"""
import hashlib
import inspect
import pathlib
import sys
import torch
import torchvision.models as models

FOLDER = pathlib.Path(__file__).parent
SIZES = {
    "efficientnet_b1": 240, "efficientnet_b2": 288, "efficientnet_b3": 300, "efficientnet_b4": 380,
    "efficientnet_b5": 456, "efficientnet_b6": 528, "efficientnet_b7": 600, "efficientnet_v2_s": 384,
    "efficientnet_v2_m": 480, "efficientnet_v2_l": 480, "inception_v3": 299, "regnet_y_128gf": 384,
    "fcn_resnet50": 520, "deeplabv3_resnet50": 520,
}  # fmt: skip
TRANSFORMERS = ("vit_", "swin_", "maxvit")
EYES = {"googlenet": {"aux_logits": False, "init_weights": False}, "inception_v3": {"init_weights": False}}


def networks():
    """Name, arguments of this program, and what makes the network."""
    for name in models.list_models(module=models):
        if not name.startswith(TRANSFORMERS):
            yield name, name, lambda name=name: models.get_model(name, weights=None, **EYES.get(name, {}))
    with_heads = {"aux_logits": True, "init_weights": False}
    yield "googlenet-aux", "googlenet --set aux_logits=true", lambda: models.googlenet(**with_heads)
    for name in ("fcn_resnet50", "deeplabv3_resnet50"):
        make = getattr(models.segmentation, name)
        for file, setting, aux in ((name, "", True), (name + "-no-aux", " --set aux_loss=false", False)):
            yield file, name + setting, lambda make=make, aux=aux: make(
                weights=None, weights_backbone=None, aux_loss=aux
            )


def shape(tensor):
    return "x".join(map(str, tensor.shape))


def state(model):
    parameters = dict(model.named_parameters())
    yield "name\tkind\tshape"
    for name, tensor in model.state_dict().items():
        yield f"{name}\t{'param' if name in parameters else 'buffer'}\t{shape(tensor) or 'scalar'}"


def macs(module, output):
    weight = getattr(module, "weight", None)
    if isinstance(module, torch.nn.Conv2d):
        return output.numel() * weight[0].numel()
    return output.numel() * weight.shape[1] if isinstance(module, torch.nn.Linear) else 0


def calls(model, size):
    rows = ["path\ttype\tcall\tinputs\toutput\tparams\tmacs"]
    total = 0
    seen = {}

    def hook(path):
        def note(module, inputs, output):
            nonlocal total
            seen[path] = seen.get(path, 0) + 1
            total += macs(module, output)
            own = sum(parameter.numel() for parameter in module.parameters())
            given = " ".join(map(shape, inputs))
            rows.append(
                f"{path}\t{type(module).__name__}\t{seen[path]}\t{given}\t{shape(output)}\t{own}\t"
                f"{macs(module, output)}"
            )

        return note

    for path, module in model.named_modules():
        if not list(module.children()):
            module.register_forward_hook(hook(path))
    with torch.no_grad():
        model(torch.empty(1, 3, size, size, device="meta"))
    return rows, total


def least(make):
    """The least square that a network runs on, tried on real tensors."""
    model = make().eval()
    for size in range(1, 1000):
        try:
            with torch.no_grad():
                model(torch.zeros(1, 3, size, size))
            return size
        except RuntimeError:
            pass
    raise AssertionError("no size up to 1000")


def sha(lines):
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def without_values():
    """The values of weights tell nothing here, and drawing them takes minutes."""
    for name, function in inspect.getmembers(torch.nn.init, inspect.isfunction):
        if name.endswith("_"):
            setattr(torch.nn.init, name, lambda tensor, *_, **__: tensor)


def main():
    wanted = sys.argv[1:]
    without_values()
    rows = ["file\targuments\tparams\tmacs\tbuffers\tstate\tcalls\tleast"]
    for file, arguments, make in networks():
        if wanted and file not in wanted:
            continue
        size = SIZES.get(arguments.split()[0], 224)
        model = make().eval().to("meta")
        names = list(state(model))
        executed, total = calls(model, size)
        if wanted:
            print(*names, *executed, sep="\n")
            continue
        params = sum(parameter.numel() for parameter in model.parameters())
        buffers = sum(buffer.numel() for buffer in model.buffers() if buffer.dim() > 0)
        given = f"{arguments} --input 3x{size}x{size}"
        rows.append(
            f"{file}\t{given}\t{params}\t{total}\t{buffers}\t{sha(names)}\t{sha(executed)}\t{least(make)}"
        )
        print(rows[-1], file=sys.stderr)
    if not wanted:
        (FOLDER / "digests.tsv").write_text("".join(row + "\n" for row in rows))


main()
