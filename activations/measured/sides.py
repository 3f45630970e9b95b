"""What a function does on its way to a point, from the left and from the right."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from torch import nn

from activations.derivatives import curve

OCTAVES = np.arange(6, 39)  # the distances to a point are 2⁻⁶ … 2⁻³⁸, times the power of two above |x|
FITTED = slice(12, 25)  # of them, 2⁻¹⁸ … 2⁻³⁰: near enough for a law, and far enough from rounding
LAST = slice(-5, None)
ENDLESS = 0.99  # steps that shrink by less an octave never end: 2⁻ˢ for a limit that is approached as dˢ
FELT = 1e-9  # of a size: a step that rounding cannot make
JUMP = 1e-12  # of a size: the smallest jump
TINY = 1e-250  # what is smaller is about to underflow
OUT = 12.0
HUGE = 1e50  # what is larger is about to overflow
BEND = 1e-4  # of the slopes: the smallest kink


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a point.

    Args:
        value: the limit of f; ±inf where it grows without bound, NaN where there is none.
        slope: the same for f′.
        value_growth: s where f grows as 1/distanceˢ, 0 where its limit is finite.
        slope_growth: the same for f′.
    """

    value: float
    slope: float
    value_growth: float
    slope_growth: float


@dataclass(frozen=True, slots=True)
class Place:
    """A point, the value of f there (NaN where it has none), and both its sides.

    `jumps` and `bends` tell whether value and slope change there at once.
    """

    x: float
    value: float
    left: Side
    right: Side
    jumps: bool
    bends: bool

    @property
    def is_pole(self) -> bool:
        """Whether f grows without bound towards it."""
        return bool(np.isinf([self.left.value, self.right.value]).any())

    @property
    def is_border(self) -> bool:
        """Whether f has values on one side alone."""
        return bool(np.isnan(self.left.value) != np.isnan(self.right.value))

    @property
    def is_break(self) -> bool:
        """Whether f is not continuous there."""
        return self.jumps or self.is_pole or self.is_border

    @property
    def is_steep(self) -> bool:
        """Whether f′ grows without bound, while f does not."""
        return not self.is_pole and bool(np.isinf([self.left.slope, self.right.slope]).any())


@dataclass(frozen=True, slots=True, eq=False)
class Approach:
    """Values and slopes at all distances on both sides of N points: arrays [N, 2, distances]."""

    x: np.ndarray
    distance: np.ndarray  # [N, distances]
    at: np.ndarray  # the points themselves, [N, 2, distances]
    value: np.ndarray
    slope: np.ndarray
    centre: np.ndarray  # f at the points, [N]

    @classmethod
    def of(cls, function: nn.Module, x: np.ndarray) -> Self:
        """Look at a function on both sides of points [N]."""
        scale = np.exp2(np.ceil(np.log2(np.maximum(1.0, np.abs(x)))))
        distance = scale[:, None] * np.exp2(-OCTAVES.astype(float))
        at = x[:, None, None] + np.array([-1.0, 1.0])[:, None] * distance[:, None, :]
        seen = curve(function, np.concatenate([at.ravel(), x]))
        value, slope = (row[: at.size].reshape(at.shape) for row in (seen.value, seen.slope))
        return cls(x, distance, at, value, slope, seen.value[at.size :])

    def places(self, noise: float) -> tuple[Place, ...]:
        """What each point is, where slopes that differ by no more than the noise are the same."""
        values, slopes = limits(self.value), limits(self.slope)
        value_growth, slope_growth = _growth(self.value, values), _growth(self.slope, slopes)
        jumps, bends = self._jumps(values), self._bends(slopes, noise)
        found = []
        for n, x in enumerate(self.x.tolist()):
            left, right = (
                Side(
                    *(float(values[n, side]), float(slopes[n, side])),
                    *(float(value_growth[n, side]), float(slope_growth[n, side])),
                )
                for side in (0, 1)
            )
            found.append(Place(x, float(self.centre[n]), left, right, bool(jumps[n]), bool(bends[n])))
        return tuple(found)

    def _jumps(self, limit: np.ndarray) -> np.ndarray:
        near = self.value[..., LAST]
        least = np.maximum(TINY, JUMP * np.abs(near).max(axis=(1, 2)))
        return np.asarray(np.isfinite(limit).all(axis=1) & _stays(near[:, 1] - near[:, 0], least))

    def _bends(self, limit: np.ndarray, noise: float) -> np.ndarray:
        near = self.slope[..., LAST]
        least = np.maximum(noise, BEND * np.abs(near).max(axis=(1, 2)))
        return np.asarray(np.isfinite(limit).all(axis=1) & _stays(near[:, 1] - near[:, 0], least))

    def overflows(self) -> np.ndarray:
        """Whether a point is where floats end, not the function, [N].

        There one side is huge and the other infinite, or a finite value is; or it is far out in a plateau,
        at the end of numbers.
        """
        near = np.abs(np.stack([self.value, self.slope])[..., -1])
        is_huge = np.where(np.isfinite(near), near, 0.0).max(axis=2) > HUGE
        is_onset = ((np.isinf(near).sum(axis=2) == 1) & is_huge).any(axis=0)
        is_onset |= np.isfinite(near[0]).all(axis=1) & is_huge[0] & ~np.isfinite(near[1]).all(axis=1)
        moves = (np.nan_to_num(np.ptp(self.value, axis=2)) > FELT).any(axis=1)
        has_end = np.isnan(self.value).any(axis=(1, 2))
        return np.asarray(is_onset | (has_end & ~moves & (np.abs(self.x) > OUT)))

    def hidden(self) -> np.ndarray:
        """Whether there is a slope nearby that is much larger than at the largest distance, [N]."""
        with np.errstate(all="ignore"):
            size = np.abs(self.slope)
            return np.asarray((size.max(axis=2) > 4 * size[:, :, 1]).any(axis=1))

    def joined(self, other: Self) -> Self:
        """The points of both, in order."""
        x = np.concatenate([self.x, other.x])
        order = np.argsort(x)
        rows = (
            np.concatenate([getattr(self, name), getattr(other, name)])[order]
            for name in ("distance", "at", "value", "slope", "centre")
        )
        return type(self)(x[order], *rows)


def limits(rows: np.ndarray) -> np.ndarray:
    """The limit of each row [..., distances] as the distance goes to 0: ±inf, or NaN where there is none.

    Definition: what each halving of the distance adds shrinks by 2⁻ˢ where a limit is approached as
        distanceˢ, and never shrinks where the function grows as a power or a logarithm of the distance.
    """
    steps = np.diff(rows)
    fitted = steps[..., FITTED]
    ratio = fitted[..., 1:] / fitted[..., :-1]
    regular = (ratio > 0).all(axis=-1) & (ratio.max(axis=-1) < 2 * ratio.min(axis=-1))
    mean_ratio = (np.abs(fitted[..., -1]) / np.abs(fitted[..., 0])) ** (1 / (fitted.shape[-1] - 1))
    felt = np.abs(fitted[..., -1]) > FELT * np.abs(rows[..., FITTED][..., -1])
    endless = regular & felt & (mean_ratio > ENDLESS)
    last, before = steps[..., -1], steps[..., -2]
    shrinks = last / before
    rest = np.where((shrinks > 0.02) & (shrinks < ENDLESS), last * shrinks / (1 - shrinks), 0.0)
    end = rows[..., -1] + rest
    end = np.where(np.abs(end) < FELT * np.abs(rows[..., -1]), 0.0, end)  # rounding
    found = np.where(endless, np.copysign(np.inf, fitted[..., -1]), end)
    return np.where(np.isnan(rows[..., LAST]).any(axis=-1), np.nan, found)


def _growth(rows: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """The s of growth as 1/distanceˢ, for rows without a finite limit.

    It is told by the steps, which no constant beside the growth disturbs.
    """
    fitted = np.abs(np.diff(rows)[..., FITTED][..., -5:])
    growth = np.log2(fitted[..., -1] / fitted[..., 0]) / (fitted.shape[-1] - 1)
    return np.where(np.isinf(limit), np.where(np.isfinite(growth), growth, np.inf), 0.0)


def _stays(gap: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Whether a difference between the sides [N, distances] is still there at the smallest distances."""
    size = np.abs(gap)
    top, bottom = size.max(axis=1), size.min(axis=1)
    return np.asarray(
        (bottom > least) & (bottom > 0.95 * top) & (np.sign(gap).min(axis=1) == np.sign(gap).max(axis=1))
    )
