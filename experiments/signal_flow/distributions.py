"""How the numbers of each layer of untrained networks are distributed."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiments.networks.arrays import Floats
from experiments.signal_flow.flow import MEASURES, SignalFlowSpec, flow, side_by_side

BINS = 48
MOST_NUMBERS = 20_000  # of a layer: enough for its shape
TAILS = (0.005, 0.995)  # the quantiles between which the axis lies
DECADES_APART = 1.0  # layers whose sizes differ by more powers of ten share no linear axis
ALWAYS_LOGARITHMIC = ("error_signal", "weight_gradient")


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """One measure's histograms in the H hidden layers of one function's networks, over all of their starts.

    Args:
        measure: which of `MEASURES`.
        is_logarithmic: whether the bins hold log₁₀ of the magnitudes instead of the numbers themselves.
        edges: float64 [B + 1], of the bins, the same for all layers.
        shares: float64 [H, B], the share of a layer's numbers in each bin; what lies outside counts in none.
        zeros: float64 [H], the share of numbers that are exactly 0, which logarithmic bins leave out.
    """

    measure: str
    is_logarithmic: bool
    edges: Floats
    shares: Floats
    zeros: Floats


def distributions(spec: SignalFlowSpec, function: int) -> tuple[Distribution, ...]:
    """Count the numbers of one function's networks, for each of `MEASURES`.

    Definition: the axis reaches from the lowest 0.5 % quantile of any layer to the highest 99.5 % quantile.
        It is logarithmic for gradients, and for the way forward when the layers' sizes differ tenfold.
    """
    alone = replace(spec, functions=spec.functions[function : function + 1])
    passed = flow(alone, side_by_side(alone))
    return tuple(
        _distribution(measure, [_some(layer.numpy()) for layer in getattr(passed, measure)])
        for measure in MEASURES
    )


def _some(values: NDArray[np.floating]) -> Floats:
    """Evenly spread ones of a layer's numbers, as one row; the stride is odd, so that it meets all units."""
    row = values.reshape(-1).astype(np.float64)
    stride = max(1, row.size // MOST_NUMBERS)
    return row[:: stride | 1]


def _distribution(measure: str, layers: list[Floats]) -> Distribution:
    zeros = np.array([float((layer == 0).mean()) for layer in layers])
    sizes = np.array([float(np.sqrt(np.square(layer).mean())) for layer in layers])
    known = sizes[np.isfinite(sizes) & (sizes > 0)]
    spread = np.ptp(np.log10(known)) if known.size else 0.0
    is_logarithmic = measure in ALWAYS_LOGARITHMIC or bool(spread > DECADES_APART)
    layers = [layer[np.isfinite(layer)] for layer in layers]
    if is_logarithmic:
        layers = [np.log10(np.abs(layer[layer != 0])) for layer in layers]
    ends = [np.quantile(layer, TAILS) for layer in layers if layer.size]
    low = min((float(end[0]) for end in ends), default=-1.0)
    high = max((float(end[1]) for end in ends), default=1.0)
    edges = np.linspace(low, high if high > low else low + 1.0, BINS + 1)
    shares = np.array([np.histogram(layer, edges)[0] / max(1, layer.size) for layer in layers])
    return Distribution(measure, is_logarithmic, edges, shares, zeros)
