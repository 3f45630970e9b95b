"""What broke and why, in words: the operations come from the trace, the sentences from the text."""

from content.loader import fill, page
from experiments.numerics.breakdown import Breakdown
from experiments.numerics.causes import Cause, Step
from ui.numbers import written

SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}
DERIVATIVES = {"tanh_backward": "{0} × (1 − {1}²)", "sigmoid_backward": "{0} × {1} × (1 − {1})"}


def what(found: Breakdown) -> str:
    """Say what becomes of which part, and in which direction."""
    labels = page("numerics").texts
    words = {"part": labels[f"part.{found.part}"], "side": labels[f"side.{found.side}"]}
    return fill(labels[f"ending.{found.ending}"], words)


def sentence(found: Breakdown, precision: str) -> str:
    """Say what broke, where, and why."""
    labels = page("numerics").texts
    words = {
        "what": what(found),
        "x": written(found.x, 8),
        "truth": written(found.truth, 4),
        "cause": labels["cause.none"] if found.cause is None else _why(found.cause, precision),
    }
    return fill(labels["written.reason"], words)


def operation(step: Step) -> str:
    """Write one operation with its numbers: exp(88.723), 1 − 1, 0 × ∞."""
    numbers = [written(number, 5) for number in step.inputs]
    if step.operation in SIGNS and len(numbers) == 2:
        first, second = numbers
        return f"{first} {SIGNS[step.operation]} {f'({second})' if second.startswith('−') else second}"
    if step.operation in DERIVATIVES:
        return DERIVATIVES[step.operation].format(*numbers)
    return f"{step.operation}({', '.join(numbers)})"


def _why(cause: Cause, precision: str) -> str:
    labels = page("numerics").texts
    words = {"step": operation(cause.step), "precision": precision}
    first = fill(labels[f"cause.{cause.kind}"], words)
    if cause.step.backward and cause.kind != "infinite":
        first = fill(labels["cause.backward"], {"sentence": first})
    parts = [first]
    if cause.untaken:
        parts.append(labels["cause.untaken"])
    if cause.meeting is not None:
        way = "cause.meeting.backward" if cause.meeting.backward else "cause.meeting"
        parts.append(fill(labels[way], {"step": operation(cause.meeting)}))
    return " ".join(parts)
