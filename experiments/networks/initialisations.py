"""How the weights of a layer are drawn before training, by the names that the field gives these rules."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import torch
from torch import Tensor

from experiments.networks.stack import generator

Layers = list[tuple[Tensor, Tensor]]  # weight [S, fan in, fan out] and bias [S, 1, fan out] of each layer


def _uniform(variance: float, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Draw from U(−a, a) with a = √(3 · variance), float64."""
    bound = math.sqrt(3 * variance)
    return (2 * torch.rand(shape, generator=generator, dtype=torch.float64) - 1) * bound


def _normal(scale: float, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Draw from N(0, scale²), float64."""
    return scale * torch.randn(shape, generator=generator, dtype=torch.float64)


def _orthogonal(fan_in: int, fan_out: int, generator: torch.Generator) -> Tensor:
    """Draw evenly among the matrices whose shorter side's rows (or columns) are orthonormal, float64."""
    long, short = max(fan_in, fan_out), min(fan_in, fan_out)
    columns, triangle = torch.linalg.qr(_normal(1, (long, short), generator))
    signs = triangle.diagonal().sign()  # without them, QR's habits would show in the draw
    weight: Tensor = columns * signs
    return weight if fan_in >= fan_out else weight.T


# Var w of each rule: (scale, fan in, fan out) to a number.
VARIANCES: Mapping[str, Callable[[float, int, int], float]] = MappingProxyType(
    {
        "lecun": lambda scale, n_in, n_out: 1 / n_in,
        "xavier": lambda scale, n_in, n_out: 2 / (n_in + n_out),
        "he": lambda scale, n_in, n_out: 2 / n_in,
        "pytorch": lambda scale, n_in, n_out: 1 / (3 * n_in),
        "orthogonal": lambda scale, n_in, n_out: 1 / max(n_in, n_out),
        "normal": lambda scale, n_in, n_out: scale**2,
    }
)
INITIALISATIONS = tuple(VARIANCES)


def variance(name: str, scale: float, fan_in: int, fan_out: int) -> float:
    """Return Var w of a layer under a rule; the arguments are those of `draw`."""
    return VARIANCES[name](scale, fan_in, fan_out)


def bias_variance(name: str, fan_in: int) -> float:
    """Return Var b of a layer under a rule: 0 except for "pytorch"."""
    return 1 / (3 * fan_in) if name == "pytorch" else 0.0


def draw(
    name: str, scale: float, fan_in: int, fan_out: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Draw the start of one layer.

    Definition: Var w = 1/fan_in (lecun), 2/(fan_in + fan_out) (xavier), 2/fan_in (he), all uniform;
        U(±1/√fan_in) for weights and biases (pytorch: what `nn.Linear` does); WᵀW = 1 or WWᵀ = 1, whichever
        the shape allows (orthogonal); N(0, scale²) (normal). Biases are 0 except for "pytorch".

    Args:
        name: one of `INITIALISATIONS`.
        scale: standard deviation of the weights; only "normal" reads it.
        fan_in: how many numbers the layer takes in.
        fan_out: how many units it has.
        generator: its state decides the draw, and moves on.

    Returns:
        weight float64 [fan_in, fan_out] and bias float64 [fan_out].

    Source: LeCun, Bottou, Orr, Müller (1998); Glorot, Bengio (2010); He, Zhang, Ren, Sun (2015); Saxe,
        McClelland, Ganguli (2014).
    """
    if name == "orthogonal":
        weight = _orthogonal(fan_in, fan_out, generator)
    elif name == "normal":
        weight = _normal(scale, (fan_in, fan_out), generator)
    else:
        weight = _uniform(variance(name, scale, fan_in, fan_out), (fan_in, fan_out), generator)
    if name == "pytorch":
        return weight, _uniform(bias_variance(name, fan_in), (fan_out,), generator)
    return weight, torch.zeros(fan_out, dtype=torch.float64)


def draw_networks(name: str, scale: float, widths: Sequence[int], seeds: Sequence[int]) -> Layers:
    """Draw the starts of networks whose layers have these widths, one for each seed, float64.

    A network's start follows from its seed alone: neither its function nor the other seeds have a say in it.
    """
    networks = []
    for seed in seeds:
        source = generator(seed, "weights")
        networks.append([draw(name, scale, *layer, source) for layer in pairwise(widths)])
    return [
        (torch.stack([weight for weight, _ in layer]), torch.stack([bias for _, bias in layer]).unsqueeze(1))
        for layer in zip(*networks, strict=True)
    ]
