"""A function as it is written down beside the same function as it runs."""

from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch import nn

from activations.catalogue import CATALOGUE, FunctionSpec

# Each dtype with the whole numbers of its width: floats of one sign, read as such, count up one by one.
FORMATS: Mapping[str, tuple[torch.dtype, torch.dtype]] = MappingProxyType(
    {
        "bfloat16": (torch.bfloat16, torch.int16),
        "float32": (torch.float32, torch.int32),
        "float64": (torch.float64, torch.int64),
    }
)


def common(function: FunctionSpec) -> FunctionSpec:
    """Leave out the parameters that the written form does not have: there they are at their default."""
    known = {parameter.name for parameter in CATALOGUE[function.key].as_written.hyperparameters}
    return FunctionSpec(function.key, tuple(pair for pair in function.hyperparameters if pair[0] in known))


def as_written(function: FunctionSpec) -> nn.Module:
    """Make the written form, which takes those of the function's parameters that it has."""
    return CATALOGUE[function.key].as_written(**dict(common(function).hyperparameters))
