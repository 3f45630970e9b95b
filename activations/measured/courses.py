"""Where a function rises and where it falls: one course for each stretch of x on which it has no pole."""

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Literal, TypeAlias

import numpy as np

from activations.measured.landmarks import DENSE, ROUNDING, VISIBLE, Scan
from activations.measured.sides import Place

Direction: TypeAlias = Literal["rising", "falling", "constant", "neither"]


@dataclass(frozen=True, slots=True)
class Course:
    """What a function does from one x to another, of which either may be infinite."""

    begin: float
    end: float
    direction: Direction


def courses(scan: Scan) -> tuple[Course, ...]:
    """Return a course for each stretch between poles and borders on which there are values, in order."""
    ends = [each.x for each in scan.survey.places if each.is_pole or each.is_border]
    found = []
    for begin, end in pairwise((-inf, *ends, inf)):
        inside = np.flatnonzero((scan.x > begin) & (scan.x < end))
        if len(inside):
            jumps = [each for each in scan.survey.places if each.jumps and begin < each.x < end]
            found.append(Course(begin, end, _direction(scan, inside, jumps)))
    return tuple(found)


def _direction(scan: Scan, inside: np.ndarray, jumps: list[Place]) -> Direction:
    """By the slopes, by the jumps, and by what changes between two points although no slope says so."""
    x, value, slope = scan.x[inside], scan.value[inside], scan.slope[inside]
    change = np.diff(value)
    seen = (np.abs(x[1:]) <= DENSE) & (np.abs(change) > VISIBLE * np.maximum(1.0, np.abs(value[1:])))
    seen &= ~scan.gaps()[inside[:-1]]
    leaps = [each.right.value - each.left.value for each in jumps]
    rises = (slope > ROUNDING).any() or (seen & (change > 0)).any() or any(leap > 0 for leap in leaps)
    falls = (slope < -ROUNDING).any() or (seen & (change < 0)).any() or any(leap < 0 for leap in leaps)
    if rises and falls:
        return "neither"
    return "rising" if rises else "falling" if falls else "constant"
