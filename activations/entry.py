"""What the lab has of each function: one entry, at the end of the function's module."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from torch import Tensor

from activations.base import ActivationFunction
from activations.exact import Form

Kernel: TypeAlias = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Entry:
    """One function of the lab, under the key that also names its page, content file and colour.

    The lab is about the six that the course notes treat; the others stand beside them for comparison.

    Args:
        key: as addresses spell it.
        function_class: the form that runs, and is shown.
        as_written: the form of the notes, or of a paper, of the same name.
        exact: value and slope worked out by hand.
        kernel: makes PyTorch's own form from the function's hyperparameters, where it has one.
        from_the_notes: whether the course notes treat it.
    """

    key: str
    function_class: type[ActivationFunction]
    as_written: type[ActivationFunction]
    exact: Form
    kernel: Callable[..., Kernel] | None = None
    from_the_notes: bool = True

    @property
    def title(self) -> str:
        """The name that pages show."""
        return self.function_class.__name__

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"/{self.key}"
