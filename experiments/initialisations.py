"""How the weights of a layer are drawn before training, by the names that the field gives these rules."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
from torch import Tensor


def _uniform(variance: float, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Draw from U(−a, a) with a = √(3 · variance), float64."""
    bound = math.sqrt(3 * variance)
    return (2 * torch.rand(shape, generator=generator, dtype=torch.float64) - 1) * bound


def _normal(scale: float, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Draw from N(0, scale²), float64."""
    return scale * torch.randn(shape, generator=generator, dtype=torch.float64)


# Each rule: (scale, fan in, fan out, generator) to a weight [fan in, fan out].
INITIALISATIONS: Mapping[str, Callable[[float, int, int, torch.Generator], Tensor]] = MappingProxyType(
    {
        "lecun": lambda scale, n_in, n_out, g: _uniform(1 / n_in, (n_in, n_out), g),
        "xavier": lambda scale, n_in, n_out, g: _uniform(2 / (n_in + n_out), (n_in, n_out), g),
        "he": lambda scale, n_in, n_out, g: _uniform(2 / n_in, (n_in, n_out), g),
        "pytorch": lambda scale, n_in, n_out, g: _uniform(1 / (3 * n_in), (n_in, n_out), g),
        "normal": lambda scale, n_in, n_out, g: _normal(scale, (n_in, n_out), g),
    }
)


def draw(
    name: str, scale: float, fan_in: int, fan_out: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Draw the start of one layer.

    Definition: Var w = 1/fan_in (lecun), 2/(fan_in + fan_out) (xavier), 2/fan_in (he), all uniform;
        U(±1/√fan_in) for weights and biases (pytorch: what `nn.Linear` does); N(0, scale²) (normal).
        Biases are 0 except for "pytorch".

    Args:
        name: a key of `INITIALISATIONS`.
        scale: standard deviation of the weights; only "normal" reads it.
        fan_in: how many numbers the layer takes in.
        fan_out: how many units it has.
        generator: its state decides the draw, and moves on.

    Returns:
        weight float64 [fan_in, fan_out] and bias float64 [fan_out].

    Source: LeCun, Bottou, Orr, Müller (1998); Glorot, Bengio (2010); He, Zhang, Ren, Sun (2015).
    """
    weight = INITIALISATIONS[name](scale, fan_in, fan_out, generator)
    if name == "pytorch":
        return weight, _uniform(1 / (3 * fan_in), (fan_out,), generator)
    return weight, torch.zeros(fan_out, dtype=torch.float64)
