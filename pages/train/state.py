"""What the session keeps of the training page."""

from dataclasses import dataclass

from experiments.training.train import TrainingHistory
from ui.runs import Run


@dataclass(slots=True)
class TrainState:
    """What lasts from one run of the page to the next, besides the values of its widgets.

    Args:
        run: what was asked for last; None before that, and when it was stopped.
        history: the results that are shown.
        is_new: whether the page has not run anything yet: then it runs the settings of its address.
        is_asked: whether the reader has pressed a button that runs networks.
        text: of the reader's own points, for the way back to them.
        newest: where the reader has changed these last, in the box or in the file.
        columns: the names of that table's columns.
    """

    run: Run | None = None
    history: TrainingHistory | None = None
    is_new: bool = True
    is_asked: bool = False
    text: str = ""
    newest: str = ""
    columns: tuple[str, ...] | None = None
