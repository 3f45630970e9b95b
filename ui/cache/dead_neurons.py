"""What the page on dead neurons computes once for everybody."""

from activations.catalogue import FunctionSpec
from experiments.dead_neurons import unit_activity
from experiments.dead_neurons.born_dead import BornDead, born_dead, line
from ui.cache.remembered import RUNS, remembered

unit_activity_of = remembered(RUNS)(unit_activity.unit_activity)
is_on_of = remembered(RUNS)(unit_activity.is_on)
pre_activations_of = remembered(RUNS)(unit_activity.pre_activations)


@remembered()
def born_dead_of(function: FunctionSpec, width: int) -> BornDead:
    """How often random networks of a function and a width give the same everywhere on a line of inputs."""
    return born_dead(function, width, line())
