"""What the fields of a specification may be: each is checked when the specification is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from activations.catalogue import FunctionSpec


@dataclass(frozen=True, slots=True)
class Limit:
    """The lowest and the highest value that a number of the specification may take."""

    low: float
    high: float

    def checked(self, name: str, value: object) -> float:
        """Return the value as a float, or raise a ValueError that says which numbers are allowed."""
        if (
            isinstance(value, bool)
            or not isinstance(value, Real)
            or not self.low <= float(value) <= self.high
        ):
            raise ValueError(f"{name} is a number from {self.low:g} to {self.high:g}; {value!r} is not.")
        return float(value)

    def checked_whole(self, name: str, value: object) -> int:
        """Return the value as an int, or raise a ValueError that says which whole numbers are allowed."""
        if (
            isinstance(value, bool)
            or not isinstance(value, Integral)
            or not self.low <= int(value) <= self.high
        ):
            raise ValueError(
                f"{name} is a whole number from {self.low:g} to {self.high:g}; {value!r} is not."
            )
        return int(value)


FUNCTIONS = Limit(1, 12)  # how many


def check_fields(
    spec: Any,  # noqa: ANN401 (any frozen dataclass with a field `functions`)
    limits: Mapping[str, Limit],
    whole_numbers: Sequence[str],
    choices: Mapping[str, Sequence[str]],
) -> None:
    """Check the functions, numbers and choices of a specification that is being made, and set their types.

    Args:
        spec: the specification.
        limits: of every number.
        whole_numbers: which of them are whole.
        choices: what each field that names something may name.

    Raises:
        ValueError: one sentence that names the field and what it allows.
    """
    object.__setattr__(spec, "functions", checked_functions(spec.functions))
    for name, limit in limits.items():
        check = limit.checked_whole if name in whole_numbers else limit.checked
        object.__setattr__(spec, name, check(name, getattr(spec, name)))
    for name, allowed in choices.items():
        chosen = getattr(spec, name)
        if chosen not in allowed:
            raise ValueError(f"{name} is one of {', '.join(allowed)}; {chosen!r} is not.")


def checked_functions(functions: Iterable[FunctionSpec | str]) -> tuple[FunctionSpec, ...]:
    """Parse what is text, and raise a ValueError unless the functions are few and differ."""
    if isinstance(functions, str):
        raise ValueError(f"functions is a list of functions; {functions!r} is a single text.")
    parsed = tuple(each if isinstance(each, FunctionSpec) else FunctionSpec.parse(each) for each in functions)
    limit = FUNCTIONS
    if not limit.low <= len(parsed) <= limit.high:
        raise ValueError(
            f"functions has {limit.low:g} to {limit.high:g} entries; {len(parsed)} is not allowed."
        )
    if len(set(parsed)) < len(parsed):
        raise ValueError("functions names each function once; one of them is repeated.")
    return parsed
