"""Writes defaults.tsv: what torch 1.13.1 and torchvision 0.14.1 give the arguments of modules and functions.

Run with the names of the types on standard input, one a line (cnnsummary types --format json has them).
"""
import inspect
import sys

import torch
import torchvision

# What is no option here: tensors, which are operands, deprecated names, and what only newer models or training use.
SKIPPED = {"self", "input", "indices", "device", "training", "dtype", "weight", "running_mean", "running_var"}
SKIPPED |= {"min_value", "max_value", "antialias"}


def find(name):
    for place in (torch.nn, torchvision.ops, torch.nn.functional):
        if hasattr(place, name):
            return getattr(place, name)
    if name == "LayerNorm2d":
        return torchvision.models.convnext.LayerNorm2d
    return None


def text(value):
    if value is inspect.Parameter.empty:
        return "(required)"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return repr(float(value))
    return {None: "null", True: "true", False: "false"}.get(value, str(value))


def is_option(type_name, parameter):
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD) or parameter.name.startswith("_"):
        return False
    return parameter.name not in SKIPPED and not (type_name[0].islower() and parameter.name == "bias")


print("type\toption\tdefault")
for name in sys.stdin.read().split():
    found = find(name)
    if found is None:
        continue
    try:
        signature = inspect.signature(found.__init__ if inspect.isclass(found) else found)
    except ValueError:
        continue
    for parameter in signature.parameters.values():
        if is_option(name, parameter):
            print(name, parameter.name, text(parameter.default), sep="\t")
