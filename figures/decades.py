"""A logarithmic axis for magnitudes that may be zero, tiny, huge or missing."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LOWEST, HIGHEST = -16, 6  # powers of ten; what lies outside is drawn at the edge
MOST_TICKS = 5
FEW_DECADES = 2  # or fewer: an axis that also has ticks between the powers of ten
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Decades:
    """The powers of ten that an axis spans, and what its lowest place means.

    Args:
        low: exponent of the lowest decade with values.
        high: exponent of the upper end.
        floor: what the place one decade below `low` stands for: "0" when the only smaller values are exact
            zeros, "<10⁻¹⁶" when some are too small for the axis, None when there are none.
    """

    low: int
    high: int
    floor: str | None

    @property
    def bottom(self) -> int:
        """Exponent of the lowest place that is drawn."""
        return self.low - (self.floor is not None)

    def place(self, values: NDArray[np.floating]) -> NDArray[np.float32]:
        """The values as drawn: zeros and what is too small at the floor; NaN stays NaN."""
        held = np.clip(values.astype(np.float64), 10.0**self.bottom, 10.0**self.high)
        return held.astype(np.float32)

    def share(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """How far up the axis the values stand, from 0 to 1."""
        start, end = self.range
        return (np.log10(self.place(values).astype(np.float64)) - start) / (end - start)

    @property
    def range(self) -> list[float]:
        """The exponents at the axis's two ends, with a little room beyond the outermost lines."""
        room = 0.04 * (self.high - self.bottom)
        return [self.bottom - room, self.high + room]

    def axis(self) -> dict[str, Any]:
        """The axis as an entry of a Plotly layout; its range is fixed, so that panels and steps compare."""
        stride = -(-(self.high - self.low) // (MOST_TICKS - 1))
        exponents = list(range(self.high, self.low - 1, -stride))
        texts = [power(exponent) for exponent in exponents]
        if self.floor is not None:
            exponents.append(self.bottom)
            texts.append(self.floor)
        return {
            "type": "log",
            "range": self.range,
            "tickvals": [10.0**exponent for exponent in exponents],
            "ticktext": texts,
        }


def spanning(values: NDArray[np.floating]) -> Decades:
    """The decades that hold all finite values of an array."""
    finite = values[np.isfinite(values)].astype(np.float64)
    lost = finite[finite < 10.0**LOWEST]
    shown = finite[finite >= 10.0**LOWEST]
    floor = None if lost.size == 0 else "0" if not lost.any() else f"<{power(LOWEST)}"
    if shown.size == 0:
        return Decades(-3, 0, floor)
    ends = np.log10([shown.min(), shown.max()])
    high = int(min(np.ceil(ends[1]), HIGHEST))
    return Decades(int(min(np.floor(ends[0]), high - 1)), high, floor)


def ticks(numbers: Iterable[float]) -> dict[str, Any]:
    """Ticks for these numbers on a logarithmic axis that Plotly ranges, as entries of the axis.

    Its own would write what lies between two powers, and the powers' exponents, too small to be read.
    """
    found = np.log10([number for number in numbers if math.isfinite(number) and number > 0] or [1.0])
    low, high = math.floor(found.min()), math.ceil(found.max())
    if high - low > FEW_DECADES:
        stride = -(-(high - low) // (MOST_TICKS - 1))
        places = [(1, exponent) for exponent in range(low, high + 1, stride)]
    else:
        places = [(digit, exponent) for exponent in range(low, high + 1) for digit in (1, 2, 5)]
    return {
        "tickvals": [digit * 10.0**exponent for digit, exponent in places],
        "ticktext": [_number(digit, exponent) for digit, exponent in places],
    }


def _number(digit: int, exponent: int) -> str:
    if -3 <= exponent <= 3:
        return f"{digit * 10.0**exponent:g}"
    return power(exponent) if digit == 1 else f"{digit}·{power(exponent)}"


def power(exponent: int) -> str:
    """A power of ten whose exponent is as easy to read as the rest; Plotly's own are smaller."""
    return "1" if exponent == 0 else f"10{str(exponent).translate(SUPERSCRIPTS)}"
