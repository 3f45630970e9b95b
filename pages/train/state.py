"""What the session keeps of the training page, besides the values of its widgets."""

from dataclasses import dataclass

from experiments.training.train import TrainingHistory
from ui.runs import Run


@dataclass(slots=True)
class TrainState:
    """What lasts from one run of the page to the next."""

    run: Run | None = None  # that was asked for last, unless it was stopped
    history: TrainingHistory | None = None  # that is shown
    is_new: bool = True  # nothing has been run yet: then the settings of the address are
    is_asked: bool = False  # by a button that runs networks
    text: str = ""  # of the reader's own points, for the way back to them
    newest: str = ""  # where these were changed last, in the box or in the file
    columns: tuple[str, ...] | None = None  # the names of that table's
