"""What every activation function of the lab is: a module with a name, a config and its hyperparameters."""

from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn


def magnitude(x: Tensor) -> Tensor:
    """Return |x| with slope 1 at 0, where the slope of `abs` is 0 and would erase the gradient."""
    return torch.where(x >= 0, x, -x)


@dataclass(frozen=True, slots=True)
class Hyperparameter:
    """One number that shapes a function; sliders, addresses and checks are made from it.

    Args:
        name: how code and addresses spell it.
        symbol: how formulas spell it.
        low: the smallest value allowed.
        high: the largest value allowed.
        step: the distance between two positions of its slider.
        default: the value when none is given.
        meaning: what it sets, as a short noun phrase.
    """

    name: str
    symbol: str
    low: float
    high: float
    step: float
    default: float
    meaning: str

    def checked(self, value: float) -> float:
        """Return the value as a float when it is allowed.

        Raises:
            ValueError: when it is outside low…high, or not a number.
        """
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} goes from {self.low:g} to {self.high:g}; {value:.15g} is outside.")
        return float(value)


class ActivationFunction(nn.Module):
    """A function that a network applies to each number by itself; subclasses say which in `forward`.

    Args:
        **values: a value for each hyperparameter that should differ from its default.

    Raises:
        ValueError: when a name is not in `hyperparameters`, or a value is outside its range.
    """

    hyperparameters: ClassVar[tuple[Hyperparameter, ...]] = ()

    def __init__(self, **values: float) -> None:
        super().__init__()
        self.name = type(self).__name__
        self.config: dict[str, Any] = {"name": self.name} | self.checked(**values)

    @classmethod
    def checked(cls, **values: float) -> dict[str, float]:
        """Return a value for every hyperparameter: the given one when it is allowed, or else the default."""
        names = [each.name for each in cls.hyperparameters]
        for name in values:
            if name not in names:
                allowed = f"takes {', '.join(names)}" if names else "takes no parameters"
                raise ValueError(f"{cls.__name__} {allowed}; '{name}' is unknown.")
        return {each.name: each.checked(values.get(each.name, each.default)) for each in cls.hyperparameters}

    def forward(self, x: Tensor) -> Tensor:
        """Return f(x), elementwise: the shape and dtype of x."""
        raise NotImplementedError

    def extra_repr(self) -> str:
        """Show the hyperparameters where torch prints a module."""
        return ", ".join(f"{each.name}={self.config[each.name]:g}" for each in self.hyperparameters)
