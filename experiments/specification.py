"""What a training run is asked to do: one frozen value, checked when it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from types import MappingProxyType

from activations.catalogue import CATALOGUE, FunctionSpec
from experiments.datasets import DATASETS
from experiments.initialisations import INITIALISATIONS
from experiments.optimisers import OPTIMISERS


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


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "functions": Limit(1, 12),  # how many
        "noise": Limit(0.0, 1.0),
        "samples": Limit(20, 2000),
        "depth": Limit(1, 10),
        "width": Limit(2, 64),
        "weight_scale": Limit(0.01, 3.0),
        "learning_rate": Limit(1e-4, 10.0),
        "momentum": Limit(0.0, 0.99),
        "batch_size": Limit(1, 2000),
        "steps": Limit(1, 2000),
        "seeds": Limit(1, 20),
        "seed": Limit(0, 999_999),
    }
)

WHOLE_NUMBERS = ("samples", "depth", "width", "batch_size", "steps", "seeds", "seed")
REAL_NUMBERS = ("noise", "weight_scale", "learning_rate", "momentum")
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "dataset": tuple(DATASETS),
        "initialisation": tuple(INITIALISATIONS),
        "optimiser": tuple(OPTIMISERS),
    }
)


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    """A race of networks that differ in their activation function only.

    Args:
        functions: one network per function and seed; text such as "leaky-relu:alpha=0.2" is parsed.
        dataset: a key of `DATASETS`.
        noise: standard deviation of the noise on both coordinates, before they are standardised.
        samples: how many points there are (N).
        depth: how many hidden layers (L).
        width: units in each hidden layer (W).
        initialisation: a key of `INITIALISATIONS`.
        weight_scale: standard deviation of the weights; only "normal" reads it.
        optimiser: a key of `OPTIMISERS`.
        learning_rate: the same for every network and layer.
        momentum: share of the previous step that is kept; only "momentum" reads it.
        batch_size: points in each step (B), at most `samples`.
        steps: how many updates (T − 1).
        seeds: how many starts each function gets.
        seed: the first of them; the data set is drawn from it too.

    Raises:
        ValueError: one sentence that names the field and what it allows.
    """

    functions: tuple[FunctionSpec, ...] = tuple(FunctionSpec(key) for key in CATALOGUE)
    dataset: str = "moons"
    noise: float = 0.15
    samples: int = 300
    depth: int = 6
    width: int = 16
    initialisation: str = "lecun"
    weight_scale: float = 1.0
    optimiser: str = "momentum"
    learning_rate: float = 0.05
    momentum: float = 0.9
    batch_size: int = 64
    steps: int = 300
    seeds: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "functions", _checked_functions(self.functions))
        for name in WHOLE_NUMBERS:
            object.__setattr__(self, name, LIMITS[name].checked_whole(name, getattr(self, name)))
        for name in REAL_NUMBERS:
            object.__setattr__(self, name, LIMITS[name].checked(name, getattr(self, name)))
        for name, allowed in CHOICES.items():
            chosen = getattr(self, name)
            if chosen not in allowed:
                raise ValueError(f"{name} is one of {', '.join(allowed)}; {chosen!r} is not.")
        if self.batch_size > self.samples:
            raise ValueError(
                f"batch_size is at most samples, which is {self.samples}; {self.batch_size} is more."
            )

    @property
    def networks(self) -> tuple[tuple[FunctionSpec, int], ...]:
        """The (function, seed) of every network (K of them), function by function."""
        seeds = range(self.seed, self.seed + self.seeds)
        return tuple((function, seed) for function in self.functions for seed in seeds)

    @property
    def layer_widths(self) -> tuple[int, ...]:
        """How many numbers each layer takes in, and last the one logit that comes out."""
        return (2, *([self.width] * self.depth), 1)


def _checked_functions(functions: Iterable[FunctionSpec | str]) -> tuple[FunctionSpec, ...]:
    """Parse what is text, and raise a ValueError unless the functions are few and differ."""
    if isinstance(functions, str):
        raise ValueError(f"functions is a list of functions; {functions!r} is a single text.")
    parsed = tuple(each if isinstance(each, FunctionSpec) else FunctionSpec.parse(each) for each in functions)
    limit = LIMITS["functions"]
    if not limit.low <= len(parsed) <= limit.high:
        raise ValueError(
            f"functions has {limit.low:g} to {limit.high:g} entries; {len(parsed)} is not allowed."
        )
    if len(set(parsed)) < len(parsed):
        raise ValueError("functions names each function once; one of them is repeated.")
    return parsed
