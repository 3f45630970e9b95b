"""What the session keeps of the page on dead neurons, besides the values of its widgets."""

from dataclasses import dataclass, field

from experiments.training.train import RunBatchSpec, TrainingHistory, TrainingSpec
from ui.runs import Run


@dataclass(slots=True)
class DeadNeuronsState:
    """What lasts from one run of the page to the next."""

    history: TrainingHistory | None = None  # whose units are shown
    jumps: int = 0  # by buttons to another step: so the browser knows a new place
    runs: dict[str, list[Run]] = field(default_factory=dict)  # that each experiment has asked for
    stopped: dict[str, tuple[TrainingSpec | RunBatchSpec, ...]] = field(default_factory=dict)
