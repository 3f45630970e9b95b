"""The forecast for untrained networks that are very wide: how large a signal is in every layer, both ways."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

import numpy as np
import torch
from torch import nn

from activations.catalogue import FunctionSpec
from activations.kernels import Kernel, kernel
from experiments.networks.arrays import Floats
from experiments.signal_flow.flow import SignalFlowSpec

REACH = 12.0  # standard deviations; beyond them nothing is left of a normal distribution
HALVINGS, NODES_PER_PANEL = 9, 8
DRAWS = 4096  # of the logits of more than two classes, for which there is no quadrature
# What `calculate_gain` knows, by the catalogue's keys.
PYTORCH_NAMES: Mapping[str, Literal["sigmoid", "tanh", "relu", "leaky_relu", "selu"]] = MappingProxyType(
    {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu", "leaky-relu": "leaky_relu", "selu": "selu"}
)
FLAT = 2.0  # the factor by which a signal may change over all layers and still count as flat


def _quadrature() -> tuple[Floats, Floats]:
    """Nodes and weights of a mean over N(0, 1): Gauss–Legendre in panels that halve towards 0."""
    edges = REACH * np.concatenate([[0.0], 0.5 ** np.arange(HALVINGS, -1, -1)])
    nodes, weights = np.polynomial.legendre.leggauss(NODES_PER_PANEL)
    half_widths = np.diff(edges)[:, None] / 2
    right = (edges[:-1, None] + half_widths * (1 + nodes)).ravel()
    shares = (half_widths * weights).ravel() * np.exp(-(right**2) / 2) / math.sqrt(2 * math.pi)
    return np.concatenate([-right, right]), np.concatenate([shares, shares])


NODES, SHARES = _quadrature()


@dataclass(frozen=True, slots=True, eq=False)
class MeanField:
    """The forecast at P scales of the weights, for F functions in H hidden layers; all float64 [P, F, H].

    Args:
        q: variance of the pre-activations.
        chi: by how much the mean square of the error signal grows from the layer above to this one: for
            hidden layers of equal width χ = σ_w² E[f′(√q z)²].
        pre_activation: root mean square of z, √q.
        activation: root mean square of f(z).
        error_signal: root mean square of N · ∂L/∂z.
    """

    q: Floats
    chi: Floats
    pre_activation: Floats
    activation: Floats
    error_signal: Floats


@np.errstate(all="ignore")  # a typed function may leave the floats; what is not finite is not drawn
def forecast(spec: SignalFlowSpec, scales: Sequence[float]) -> MeanField:
    """Follow the mean squares through the layers, forward and back.

    Definition: q₁ = n₀ Var w · mean(x²) + Var b; q_l = n Var w · E[f(√q_{l−1} z)²] + Var b;
        χ_l = n_{l+1} Var w_{l+1} E[f′(√q_l z)²]; E[δ_l²] = χ_l E[δ_{l+1}²], from the residuals at the
        output, E[δ²] = E[(p − y)²]. z ~ N(0, 1); n · Var w = σ_w² between layers of equal width.

    Args:
        spec: the networks; its own `weight_scale` is not read.
        scales: P factors on all weights.

    Numerics: float64; slopes by autograd.
    Source: Schoenholz, Gilmer, Ganguli, Sohl-Dickstein (2017).
    """
    layers = list(pairwise(spec.layer_widths))
    at = [replace(spec, weight_scale=scale) for scale in scales]
    spread = np.array([[each.weight_variance(*layer) for layer in layers] for each in at])  # Var w, [P, L]
    biases = [spec.bias_variance(fan_in) for fan_in, _ in layers]
    inputs = float(np.square(spec.dataset_points().points, dtype=np.float64).mean())
    shape = (len(scales), len(spec.functions), spec.depth)
    q, values, chi = np.empty(shape), np.empty(shape), np.empty(shape)
    logits = np.empty(shape[:2])
    for f, function in enumerate(spec.functions):
        f_of, incoming = kernel(function), np.full(len(scales), inputs)
        for layer in range(spec.depth):
            q[:, f, layer] = layers[layer][0] * spread[:, layer] * incoming + biases[layer]
            incoming, slopes = mean_squares(f_of, q[:, f, layer])
            values[:, f, layer] = incoming
            chi[:, f, layer] = layers[layer + 1][1] * spread[:, layer + 1] * slopes
        logits[:, f] = layers[-1][0] * spread[:, -1] * incoming + biases[-1]
    residuals = _residuals(logits, spec.layer_widths[-1])
    signals = residuals[..., None] * np.cumprod(chi[..., ::-1], axis=-1)[..., ::-1]
    return MeanField(q, chi, np.sqrt(q), np.sqrt(values), np.sqrt(signals))


def mean_squares(function: Kernel, q: Floats) -> tuple[Floats, Floats]:
    """Return E[f(√q z)²] and E[f′(√q z)²] for z ~ N(0, 1) and each variance q [P], both [P].

    Numerics: Gauss–Hermite quadrature with an even number of nodes, the usual choice, keeps clear of the kink
        at 0, but 128 nodes still miss 0.4 % of ELU's second mean at q = 1 and nine tenths of tanh's at
        q = 140, whose slope is then a narrow peak. Panels that halve towards 0 miss less than 1e-6.
    """
    x = torch.from_numpy(np.outer(np.sqrt(q), NODES)).requires_grad_()
    value = function(x)
    (slope,) = torch.autograd.grad(value.sum(), x)
    return value.detach().numpy() ** 2 @ SHARES, slope.numpy() ** 2 @ SHARES


@np.errstate(all="ignore")  # a typed function may leave the floats; what is not finite is not drawn
def change(found: MeanField) -> Floats:
    """By how many powers of ten the error signal changes from the last hidden layer to the first, [P, F]."""
    first, last = found.error_signal[..., 0], found.error_signal[..., -1]
    change: Floats = np.log10(first) - np.log10(last)
    return change


def flat_scales(scales: Sequence[float], changes: Floats) -> tuple[float | None, ...]:
    """The scales at which a signal shrinks by the factor `FLAT`, stays, and grows by it over all layers.

    Args:
        scales: P factors on all weights, in order.
        changes: what `change` says of one function there, [P].

    Returns:
        the first scale at which each is reached, between two given ones along a straight line on logarithmic
        axes; None where it lies outside.
    """
    levels = (-math.log10(FLAT), 0.0, math.log10(FLAT))
    return tuple(_crossing(np.log(scales), changes, level) for level in levels)


def _crossing(places: Floats, heights: Floats, level: float) -> float | None:
    above = heights >= level
    if above[0] or not above.any():
        return None
    last = int(above.argmax())
    pair = slice(last - 1, last + 1)
    return math.exp(np.interp(level, heights[pair], places[pair]))


def pytorch_gain(function: FunctionSpec) -> float | None:
    """What `torch.nn.init.calculate_gain` recommends for this function; None where it knows none."""
    if function.key not in PYTORCH_NAMES:
        return None
    return nn.init.calculate_gain(PYTORCH_NAMES[function.key], function.create().config.get("alpha"))


def _residuals(q: Floats, logits: int) -> Floats:
    """E[(p − y)²] of a logit, where the logits have variance q and know nothing of the labels yet."""
    if logits == 1:  # σ(z) − y for y = 0 or 1: both have the same distribution
        z = np.sqrt(q)[..., None] * NODES
        found: Floats = np.exp(-2 * np.logaddexp(0, -z)) @ SHARES
        return found
    z = np.random.default_rng(0).standard_normal((DRAWS, logits))
    return np.array([[_squared_error(math.sqrt(each) * z) for each in row] for row in q])


def _squared_error(logits: Floats) -> float:
    """The mean of (p − y)² over logits [draws, C]; which class is the true one does not matter."""
    p = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p /= p.sum(axis=-1, keepdims=True)
    p[:, 0] -= 1
    return float(np.square(p).mean())
