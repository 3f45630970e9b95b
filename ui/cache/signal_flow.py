"""What the page of untrained networks computes once for everybody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from experiments.networks.arrays import Floats
from experiments.queue.hold import held
from experiments.signal_flow.distributions import distributions
from experiments.signal_flow.flow import SignalFlowSpec, sizes
from experiments.signal_flow.mean_field import forecast
from experiments.train_results.decomposition import decompose_start
from ui.cache.remembered import remembered

Scales = tuple[float, ...]
Report = Callable[[float], object]  # is told which share is done

LOOKS = 200  # that are remembered
SWEEPS = 32  # over all scales that are remembered, each a few megabytes at most
SECONDS_BETWEEN_REPORTS = 0.2  # to somebody who waits
MOST_MULTIPLICATIONS = 1e11  # of a sweep: a few seconds; where there are more, it takes fewer starts


@dataclass(slots=True)
class Shelf:
    """A place for sizes: who comes while they are being measured waits for them instead of doing it again."""

    lock: Lock = field(default_factory=Lock)
    share: float = 0.0
    found: Floats | None = None


forecast_of = remembered(LOOKS)(forecast)
distributions_of = remembered(LOOKS)(distributions)
splits_of = remembered(LOOKS)(decompose_start)


def sizes_of(spec: SignalFlowSpec, on_progress: Report = lambda share: None) -> Floats:
    """The measured sizes of all starts at the specification's own scale, [4, F, S, H].

    `on_progress` hears which share is done, and at the end 1; what it raises ends the work.
    """
    measured: Floats = _measured(_look(spec), spec, (spec.weight_scale,), on_progress)[0]
    return measured


def finished_sizes(spec: SignalFlowSpec) -> Floats | None:
    """The same, if they have been measured."""
    found = _look(spec).found
    return None if found is None else found[0]


@remembered(SWEEPS)
def _shelf(spec: SignalFlowSpec, scales: Scales) -> Shelf:
    return Shelf()


def starts_in_a_sweep(spec: SignalFlowSpec, scales: Scales) -> int:
    """How many of the starts are measured at every scale, so that the slider does not wait long."""
    affordable = int(MOST_MULTIPLICATIONS / (spec.multiplications * len(scales)))
    return max(1, min(spec.seeds, affordable))


def finished_sweep(spec: SignalFlowSpec, scales: Scales) -> Floats | None:
    """The sizes at every scale, [P, 4, F, S, H], if they have been measured."""
    return _shelf(spec, scales).found


def measure_sweep(spec: SignalFlowSpec, scales: Scales, on_progress: Report) -> None:
    """Measure them now; what `on_progress` raises ends the work, and nothing is kept."""
    _measured(_shelf(spec, scales), spec, scales, on_progress)


@remembered(LOOKS)
def _look(spec: SignalFlowSpec) -> Shelf:
    return Shelf()


def _measured(shelf: Shelf, spec: SignalFlowSpec, scales: Scales, on_progress: Report) -> Floats:
    def report(share: float) -> None:
        shelf.share = share
        on_progress(share)

    while not shelf.lock.acquire(timeout=SECONDS_BETWEEN_REPORTS):
        on_progress(shelf.share)  # somebody else is at it; whoever waits may leave
    try:
        if shelf.found is None:
            while held():
                report(0.0)
            shelf.found = sizes(spec, scales, report)
        else:
            on_progress(1.0)
        return shelf.found
    finally:
        shelf.lock.release()
