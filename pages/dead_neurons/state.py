"""What the session keeps of the page on dead neurons."""

from dataclasses import dataclass, field

from experiments.training.train import RunBatchSpec, TrainingHistory, TrainingSpec
from ui.runs import Run


@dataclass(slots=True)
class DeadNeuronsState:
    """What lasts from one run of the page to the next, besides the values of its widgets.

    Args:
        history: the run whose units are shown.
        jumps: how often a button has led to another step, by which the browser knows a new place.
        runs: those that each experiment has asked for.
        stopped: those that the reader has stopped.
    """

    history: TrainingHistory | None = None
    jumps: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)
    stopped: dict[str, tuple[TrainingSpec | RunBatchSpec, ...]] = field(default_factory=dict)
