"""The answers to lessons' questions, each computed by the experiment that its page shows."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import parse_qsl

import numpy as np

from activations.derivatives import curve
from activations.measured.properties import measure
from experiments.dead_neurons.born_dead import DEEPEST, born_dead, line
from experiments.dead_neurons.remedies import RECOVERY, arrivals
from experiments.lessons.arguments import AnswerError, Arguments
from experiments.networks.arrays import Floats
from experiments.networks.limits import Limit
from experiments.signal_flow import mean_field
from experiments.signal_flow.flow import MEASURES, SignalFlowSpec, sizes
from experiments.training.train import TrainingHistory, train

__all__ = ["ANSWERS", "AnswerError", "computation", "compute"]

Answer = float | str | tuple[str, ...]

REACH = Limit(-100.0, 100.0)
SCALES = tuple(np.geomspace(0.25, 16.0, 100).tolist())  # among which the one that keeps a signal is sought


def compute(asked: str) -> Answer:
    """Compute an answer such as `slope?function=sigmoid&x=0`.

    Raises:
        AnswerError: there is no such answer, or its arguments are not allowed; the message says what is.
    """
    return computation(asked)()


def computation(asked: str) -> Callable[[], Answer]:
    """Check what is asked, and return what computes it."""
    name, _, query = asked.partition("?")
    if name not in ANSWERS:
        raise AnswerError(f"The lab computes no '{name}'. It computes {', '.join(ANSWERS)}.")
    given = Arguments(dict(parse_qsl(query, keep_blank_values=True)))
    try:
        found = ANSWERS[name](given)
        given.finish()
    except ValueError as problem:
        raise AnswerError(f"'{name}' does not take these arguments: {problem}.".replace("..", ".")) from None
    return found


def _value(given: Arguments) -> Callable[[], Answer]:
    """f(x)."""
    function, x = given.function(), given.number("x", REACH)
    return lambda: float(curve(function.create(), np.array([x])).value[0])


def _slope(given: Arguments) -> Callable[[], Answer]:
    """f′(x), by autograd."""
    function, x = given.function(), given.number("x", REACH)
    return lambda: float(curve(function.create(), np.array([x])).slope[0])


def _largest_slope(given: Arguments) -> Callable[[], Answer]:
    """The largest |f′|."""
    function = given.function()
    return lambda: measure(function.create()).largest_slope


def _kept(measure_name: str, given: Arguments) -> Callable[[], Answer]:
    """What is left of the size from the last hidden layer to the first, the median over the starts."""
    spec = given.signal_flow((given.function(),))
    return lambda: float(_ratios(spec, measure_name)[0])


def _carried(given: Arguments) -> Callable[[], Answer]:
    """What is left of the activations' size from the first hidden layer to the last."""
    spec = given.signal_flow((given.function(),))
    return lambda: float(1 / _ratios(spec, "activation")[0])


def _order(given: Arguments) -> Callable[[], Answer]:
    """The functions, from the one that keeps most of the error signal to the one that keeps least."""
    spec = given.signal_flow(given.functions())

    def order() -> tuple[str, ...]:
        kept = _ratios(spec, "error_signal")
        return tuple(spec.functions[place].key for place in np.argsort(-kept, kind="stable"))

    return order


def _steadiest(given: Arguments) -> Callable[[], Answer]:
    """The function whose error signal changes least, up or down."""
    spec = given.signal_flow(given.functions())
    return lambda: spec.functions[int(np.abs(np.log(_ratios(spec, "error_signal"))).argmin())].key


def _holding_scale(given: Arguments) -> Callable[[], Answer]:
    """The factor on the weights at which the forecast error signal keeps its size."""
    spec = given.signal_flow((given.function(),))

    def scale() -> float:
        changes = mean_field.change(mean_field.forecast(spec, SCALES))[:, 0]
        return mean_field.flat_scales(SCALES, changes)[1] or float("nan")

    return scale


def _accuracy(given: Arguments) -> Callable[[], Answer]:
    """The accuracy after the last step, the median over the starts."""
    spec = given.training((given.function(),))
    return lambda: float(np.median(train(spec).accuracy[-1]))


def _dead(row: int, given: Arguments) -> Callable[[], Answer]:
    """The share of all hidden units that give 0 at every training point, the mean over the starts."""
    spec = given.training((given.function(),))
    return lambda: _mean_dead(train(spec))[row]


def _born_dead(given: Arguments) -> Callable[[], Answer]:
    """The share of random networks of this depth and width that give one answer everywhere."""
    function = given.function()
    depth, width = given.whole_number("depth", Limit(1, DEEPEST)), given.whole_number("width", Limit(1, 64))
    return lambda: float(born_dead(function, width, line()).shares[depth - 1])


def _recovered(given: Arguments) -> Callable[[], Answer]:
    """The share of networks that learn although their second layer starts dead."""
    function, margin = given.function(), given.number("burial", Limit(0.1, 10.0))
    spec = given.training((function,), **RECOVERY, dead_margin=margin)
    return lambda: float(np.isfinite(arrivals(train(spec))[0]).mean())


def _mean_dead(history: TrainingHistory) -> tuple[float, float]:
    first, last = (float(np.nanmean(history.dead_fraction[row])) for row in (0, -1))
    return first, last


def _ratios(spec: SignalFlowSpec, measure_name: str) -> Floats:
    """The size in the first hidden layer over that in the last, the median over the starts, [F]."""
    found = sizes(spec, (spec.weight_scale,))[0, MEASURES.index(measure_name)]  # [F, S, H]
    ratios: Floats = np.median(found[..., 0] / found[..., -1], axis=1)
    return ratios


ANSWERS: Mapping[str, Callable[[Arguments], Callable[[], Answer]]] = MappingProxyType(
    {
        "value": _value,
        "slope": _slope,
        "largest-slope": _largest_slope,
        "error-signal-kept": partial(_kept, "error_signal"),
        "weight-gradient-kept": partial(_kept, "weight_gradient"),
        "signal-carried": _carried,
        "error-signal-order": _order,
        "steadiest-error-signal": _steadiest,
        "holding-scale": _holding_scale,
        "accuracy": _accuracy,
        "dead-at-start": partial(_dead, 0),
        "dead-at-end": partial(_dead, 1),
        "born-dead": _born_dead,
        "recovered": _recovered,
    }
)
