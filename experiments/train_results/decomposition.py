"""Who ate the gradient: what the weights and what the slopes do to the error signal on its way back."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.derivatives import value_and_slope
from experiments.networks.measures import losses
from experiments.networks.stack import Stack
from experiments.signal_flow.flow import SignalFlowSpec, flow
from experiments.training.history import TrainingHistory

MOST_POINTS = 256  # of the training points: enough for a mean, and soon done


@dataclass(frozen=True, slots=True, eq=False)
class Decomposition:
    """One network's error signal at every snapshot, and the factors by which it changes from layer to layer.

    Sizes are Frobenius norms over units and points, as powers of ten; M snapshots, H hidden layers, L = H +
    1.

    Args:
        measured: float64 [M, L], log₁₀ |δ| of each layer, by autograd.
        weights: float64 [M, H], log₁₀ |Wᵀδ| / |δ|: what the weights above layer l do to the signal.
        slopes: float64 [M, H], log₁₀ |v ∘ f′(z)| / |v| with v = Wᵀδ: what layer l's slopes do to it.
        points: how many training points were sent through.

    Where no signal is left the size is −∞; from there on towards the input both factors are NaN: closed.
    """

    measured: NDArray[np.float64]
    weights: NDArray[np.float64]
    slopes: NDArray[np.float64]
    points: int

    def discrepancy(self, snapshot: int) -> float:
        """How far all factors multiplied are from what autograd measured, in powers of ten."""
        with np.errstate(invalid="ignore"):  # a network that is not finite has nothing to sum
            factors = (self.weights + self.slopes)[snapshot, ::-1]
            summed = self.measured[snapshot, -1:] + np.cumsum(factors)[::-1]
        open_layers = np.isfinite(summed) & np.isfinite(self.measured[snapshot, :-1])
        differences = np.abs(summed[open_layers] - self.measured[snapshot, :-1][open_layers])
        return float(differences.max(initial=0.0))


def decompose(history: TrainingHistory, function: int, start: int = 0) -> Decomposition:
    """Split the error signal of one network, at every snapshot of a run.

    Definition: going back from the output, v_l = W_{l+1}ᵀ δ_{l+1} and δ_l = v_l ∘ f′(z_l), multiplied out
        here; the slopes f′ and the sizes to compare with come from autograd.

    Args:
        history: a run.
        function: which of its functions, from 0.
        start: which of its starts, from 0.

    Numerics: float64 throughout, also where the run was float32, with the classes of `activations`.
    """
    points = min(MOST_POINTS, history.dataset.training)
    rows = [_split(history, function, start, snapshot, points) for snapshot in range(len(history.snapshots))]
    measured, weights, slopes = (np.array(column) for column in zip(*rows, strict=True))
    return Decomposition(measured, weights, slopes, points)


def decompose_start(spec: SignalFlowSpec) -> tuple[Decomposition, ...]:
    """Split the error signal of the first start's untrained network of each function: one snapshot each."""
    stack = flow(spec, 1, torch.float64).stack
    data = spec.dataset_points()
    points, labels = torch.from_numpy(data.points).double(), torch.from_numpy(data.labels).double()
    found = []
    for network, function in enumerate(spec.functions):
        rows = _split_network(function, stack, network, points, labels)
        measured, weights, slopes = (np.array([row]) for row in rows)
        found.append(Decomposition(measured, weights, slopes, spec.points))
    return tuple(found)


def _split(
    history: TrainingHistory, function: int, start: int, snapshot: int, points: int
) -> tuple[list[float], list[float], list[float]]:
    """One snapshot's measured sizes, weights' factors and slopes' factors, first layer first."""
    spec = history.spec
    parameters = history.snapshots[snapshot, function * spec.seeds + start].astype(np.float64)
    layers = Stack.of_parameters(spec, parameters[None], function)
    points_there = torch.from_numpy(history.dataset.points[:points]).double()
    labels = torch.from_numpy(history.dataset.labels[:points]).double()
    return _split_network(spec.functions[function], layers, 0, points_there, labels)


def _split_network(
    function: FunctionSpec, layers: Stack, network: int, h: Tensor, labels: Tensor
) -> tuple[list[float], list[float], list[float]]:
    """As `_split`, for one network of a stack in float64, on points h [N, D] with labels [N]."""
    f = function.create()
    pre_activations: list[Tensor] = []
    for weight, bias in zip(layers.weights, layers.biases, strict=True):
        pre_activations.append((h @ weight[network] + bias[network]).requires_grad_())
        h = f(pre_activations[-1])
    loss = losses(pre_activations[-1][None], labels[None]).sum()
    signals = torch.autograd.grad(loss, pre_activations, materialize_grads=True)  # 0 below what is flat
    measured = [_size(signal) for signal in signals]
    weights, slopes = [], []
    signal = signals[-1]
    for layer in reversed(range(len(pre_activations) - 1)):
        _, slope = value_and_slope(f, pre_activations[layer])
        carried = signal @ layers.weights[layer + 1][network].detach().T
        weights.append(_size(carried) - _size(signal))
        signal = carried * slope
        slopes.append(_size(signal) - _size(carried))
    return measured, weights[::-1], slopes[::-1]


def _size(values: Tensor) -> float:
    """log₁₀ of the Frobenius norm; −∞ for zeros."""
    with np.errstate(divide="ignore"):
        return float(np.log10(torch.linalg.vector_norm(values).numpy()))
