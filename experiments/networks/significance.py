"""Whether a difference between networks that started alike is more than luck."""

import numpy as np
import scipy  # which loads its parts when they are needed: that of statistics takes two seconds

from experiments.networks.arrays import Floats

SIGNIFICANCE = 0.05


def fewest_starts(functions: int) -> int:
    """How many starts it takes until a difference can be more than luck.

    Definition: even if one function wins in all S starts, the exact p-value is 2 · 2^(−S), which Holm's
        correction multiplies by the number of pairs: 6 starts for two functions, 10 for six.
    """
    pairs = max(1, functions * (functions - 1) // 2)
    return next(starts for starts in range(1, 100) if pairs * 2.0 ** (1 - starts) < SIGNIFICANCE)


def p_value(differences: Floats) -> float:
    """Two-sided exact p-value of differences [S] that would be as often above 0 as below if neither led."""
    decided = differences[differences != 0]
    sizes = np.abs(decided)
    if not decided.size:
        return 1.0
    if np.isfinite(sizes).all() and len(np.unique(sizes)) == len(sizes):
        return float(scipy.stats.wilcoxon(decided, method="exact").pvalue)
    return float(scipy.stats.binomtest(int((decided < 0).sum()), len(decided)).pvalue)


def holm(p_values: Floats) -> Floats:
    """Correct M p-values for their number: the smallest times M, the next times M − 1, and never falling."""
    order = np.argsort(p_values)
    factors = np.arange(len(p_values), 0, -1)
    corrected = np.empty_like(p_values)
    corrected[order] = np.minimum(1, np.maximum.accumulate(factors * p_values[order]))
    return corrected
