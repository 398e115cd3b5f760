#!/usr/bin/env python3
"""Exports networks of torchvision into `exports`, their weights replaced by ConstantOfShape nodes, which keeps them small.

NAME.folded.onnx is what torch.onnx.export makes by default: batch norms are folded into convolutions. NAME.kept.onnx keeps
them, and constants unfolded. Batch, height and width are dynamic in both. Needs python3-torch, torchvision and python3-onnx.
"""
import io
import pathlib
import warnings

import onnx
import torch
import torchvision
from onnx import TensorProto, helper, numpy_helper

import numpy as np

FOLDER = pathlib.Path(__file__).parent / "exports"
NETWORKS = {"resnet18": 64, "mobilenet_v2": 64, "shufflenet_v2_x0_5": 64, "squeezenet1_1": 64}
AXES = {0: "batch", 2: "height", 3: "width"}


def light(model):
    """The same with every tensor of more than 16 elements made by a node."""
    makers, kept = [], []
    for tensor in model.graph.initializer:
        if np.prod(tensor.dims) <= 16 or tensor.data_type != TensorProto.FLOAT:
            kept.append(tensor)
            continue
        kept.append(numpy_helper.from_array(np.array(tensor.dims, np.int64), f"{tensor.name}.dims"))
        makers.append(helper.make_node("ConstantOfShape", [f"{tensor.name}.dims"], [tensor.name]))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    nodes = makers + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def export(network, size, **options):
    target = io.BytesIO()
    torch.onnx.export(
        network, torch.zeros(1, 3, size, size), target, opset_version=16,
        input_names=["input"], output_names=["output"], dynamic_axes={"input": AXES}, **options)
    return light(onnx.load_from_string(target.getvalue()))


warnings.filterwarnings("ignore")
FOLDER.mkdir(exist_ok=True)
for name, size in NETWORKS.items():
    network = torchvision.models.get_model(name, weights=None).eval() if hasattr(torchvision.models, "get_model") else getattr(torchvision.models, name)(weights=None).eval()
    for kind, options in (("folded", {}), ("kept", dict(do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE))):
        if kind == "kept" and name == "squeezenet1_1":
            continue  # it has no batch norms
        onnx.save(export(network, size, **options), str(FOLDER / f"{name}.{kind}.onnx"))
