"""What a reader looks at in a training run: asked for before anything that depends on it is drawn."""

from dataclasses import dataclass

from figures.train.gradients import Measure, Statistic


@dataclass(frozen=True, slots=True)
class Selection:
    """What the charts of a training run show.

    Args:
        measure: which gradient.
        statistic: which size of it.
        function: whose network is looked at closely, as its place among the run's functions.
        start: of which start, from 0.
        layer: of which hidden layer the enlarged unit is, from 0.
        unit: which unit that is, from 0.
    """

    measure: Measure
    statistic: Statistic
    function: int = 0
    start: int = 0
    layer: int = 0
    unit: int = 0
