"""What a training run is asked to do: one frozen value, checked when it is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from activations.catalogue import NOTES, FunctionSpec
from experiments.networks.datasets import DATASETS, DIGITS, IMAGES, NOISE_AT_FIRST, OWN, shape
from experiments.networks.initialisations import INITIALISATIONS
from experiments.networks.limits import Limit, check_fields
from experiments.networks.optimisers import OPTIMISERS
from experiments.training import snapshots, work

LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "noise": Limit(0.0, 1.0),
        "samples": Limit(20, 2000),
        "depth": Limit(1, 10),
        "width": Limit(2, 64),
        "weight_scale": Limit(0.01, 3.0),
        "starting_bias": Limit(-2.0, 2.0),
        "dead_margin": Limit(0.0, 20.0),
        "learning_rate": Limit(1e-4, 10.0),
        "momentum": Limit(0.0, 0.99),
        "batch_size": Limit(1, 2000),
        "steps": Limit(0, 2000),
        "seeds": Limit(1, 20),
        "seed": Limit(0, 999_999),
        "data_seed": Limit(0, 999_999),
        "test_share": Limit(0.0, 0.5),
        "weight_decay": Limit(0.0, 1.0),
        "most_snapshots": Limit(2, 2001),
    }
)

WHOLE_NUMBERS = (
    *("samples", "depth", "width", "batch_size", "steps", "seeds", "seed", "data_seed", "most_snapshots"),
)
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "dataset": (*DATASETS, OWN),
        "initialisation": INITIALISATIONS,
        "optimiser": tuple(OPTIMISERS),
    }
)


def most_samples(dataset: str) -> int:
    """How many points this data set can have."""
    return IMAGES if dataset == DIGITS else int(LIMITS["samples"].high)


@dataclass(frozen=True, slots=True)
class TrainingSpec(work.Sized):
    """A race of networks that differ in their activation function only.

    Args:
        functions: one network per function and seed; text such as "leaky-relu:alpha=0.2" is parsed.
        dataset: a key of `DATASETS`.
        noise: standard deviation of the noise on both coordinates, before they are standardised.
        samples: how many points there are (N).
        depth: how many hidden layers (L).
        width: units in each hidden layer (W).
        initialisation: one of `INITIALISATIONS`.
        weight_scale: standard deviation of the weights; only "normal" reads it.
        starting_bias: added to the biases of all hidden layers at the start.
        dead_margin: if above 0, the second hidden layer starts dead: its biases are lowered until, with ReLU,
            the highest pre-activation of each of its units over all training points is this far below 0.
        batch_normalisation: whether the hidden pre-activations are normalised over the points of each pass.
        optimiser: a key of `OPTIMISERS`.
        learning_rate: the same for every network and layer.
        momentum: share of the previous step that is kept; only "momentum" reads it.
        batch_size: points in each step (B), at most as many as there are to train on.
        steps: how many updates (T − 1).
        seeds: how many starts each function gets.
        seed: the first of them.
        data_seed: what the points, their noise and the choice of test points are drawn from.
        test_share: share of the points that no step sees.
        weight_decay: λ; λ · w is added to the gradient of every weight, not of the biases.
        rate_changes: (step, learning rate) pairs in order: from that step on, the rate is another one.
        custom_points: (x, y, label 0 or 1) of each point of the data set "own", which all others leave empty.
        most_snapshots: at how many steps, besides the last, the networks are kept; memory may allow fewer.

    Raises:
        ValueError: one sentence that names the field and what it allows.
    """

    functions: tuple[FunctionSpec, ...] = tuple(FunctionSpec(key) for key in NOTES)
    dataset: str = "moons"
    noise: float = NOISE_AT_FIRST
    samples: int = 300
    depth: int = 6
    width: int = 16
    initialisation: str = "lecun"
    weight_scale: float = 1.0
    starting_bias: float = 0.0
    dead_margin: float = 0.0
    batch_normalisation: bool = False
    optimiser: str = "momentum"
    learning_rate: float = 0.05
    momentum: float = 0.9
    batch_size: int = 64
    steps: int = 300
    seeds: int = 1
    seed: int = 0
    data_seed: int = 0
    test_share: float = 0.0
    weight_decay: float = 0.0
    rate_changes: tuple[tuple[int, float], ...] = ()
    custom_points: tuple[tuple[float, float, int], ...] = ()
    most_snapshots: int = 50

    def __post_init__(self) -> None:
        check_fields(self, LIMITS, WHOLE_NUMBERS, CHOICES)
        if not isinstance(self.batch_normalisation, bool):
            raise ValueError(
                f"batch_normalisation is True or False; {self.batch_normalisation!r} is neither."
            )
        if self.dead_margin > 0 and self.depth < 2:
            raise ValueError("dead_margin is for networks of at least 2 hidden layers; this has 1.")
        object.__setattr__(self, "rate_changes", _checked_changes(self.rate_changes))
        if self.dataset == OWN:
            object.__setattr__(self, "samples", len(self.custom_points))
        most = most_samples(self.dataset)
        if not (low := LIMITS["samples"].low) <= self.samples <= most:
            raise ValueError(f"samples is from {low:g} to {most} for {self.dataset}; {self.samples} is not.")
        if self.batch_size > self.training_points:
            raise ValueError(
                f"batch_size is at most the points to train on, which are {self.training_points};"
                f" {self.batch_size} is more."
            )

    @property
    def training_points(self) -> int:
        """How many points the steps see (N less the test points)."""
        return self.samples - round(self.test_share * self.samples)

    def learning_rate_at(self, step: int) -> float:
        """The rate of the update that follows this step."""
        rates = [rate for begin, rate in self.rate_changes if begin <= step]
        return rates[-1] if rates else self.learning_rate

    def until(self, step: int) -> "TrainingSpec":
        """The same run, ended after so many updates."""
        changes = tuple(change for change in self.rate_changes if change[0] < step)
        return replace(self, steps=step, rate_changes=changes)

    def goes_on(self, earlier: object) -> bool:
        """Whether this run begins with that whole one."""
        if not isinstance(earlier, TrainingSpec):
            return False
        return earlier.steps < self.steps and self.until(earlier.steps) == earlier

    @property
    def work_of_a_step(self) -> float:
        """About how many seconds of one core a step takes; a typed formula pays for all its operations."""
        return work.STEP + self.work_of_networks(is_recorded=True)

    def work_of_networks(self, *, is_recorded: bool) -> float:
        """The seconds that a step takes for the networks; unrecorded, only the batch is sent through."""
        batch, everywhere = self.batch_size, self.samples
        if batch == self.training_points:
            everywhere -= batch  # what is recorded is read off the batch
        passes = work.BACK_AND_FORTH * batch + (everywhere if is_recorded else 0)
        units, networks = self.depth * self.width, len(self.networks)
        typed = sum(function.operations for function in self.functions)
        weights = sum(inputs * outputs for inputs, outputs in pairwise(self.layer_widths))
        numbers = units * (networks + self.seeds * typed)
        return (
            passes * (work.MULTIPLICATION * networks * weights + work.NUMBER * numbers)
            + work.OPERATION * self.depth * (len(self.functions) + typed)
            + (work.NETWORK if is_recorded else work.UNRECORDED_NETWORK) * networks * (self.depth + 1)
            + work.PARAMETER * networks * self.parameters
        )

    @property
    def parameters(self) -> int:
        """How many weights and biases one network has (P)."""
        return sum((inputs + 1) * outputs for inputs, outputs in pairwise(self.layer_widths))

    @property
    def memory(self) -> int:
        """How many bytes the history and the checkpoint take at most."""
        networks, state = len(self.networks), len(self.networks) * self.parameters
        row = networks * (work.RECORDED_OF_A_LAYER * (self.depth + 1) + work.RECORDED_OF_A_NETWORK)
        distance = snapshots.stride(self.steps, self.most_snapshots, work.FLOAT * state)
        kept = self.steps // distance + 2  # and the last
        return work.FLOAT * ((self.steps + 1) * row + (kept + work.STATES) * state)

    @property
    def networks(self) -> tuple[tuple[FunctionSpec, int], ...]:
        """The (function, seed) of every network (K of them), function by function."""
        seeds = range(self.seed, self.seed + self.seeds)
        return tuple((function, seed) for function in self.functions for seed in seeds)

    @property
    def layer_widths(self) -> tuple[int, ...]:
        """How many numbers each layer takes in, and last how many logits come out."""
        inputs, logits = shape(self.dataset)
        return (inputs, *([self.width] * self.depth), logits)


def _checked_changes(changes: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """Raise a ValueError unless each change has a step after the one before and an allowed rate."""
    checked = tuple(
        (
            LIMITS["steps"].checked_whole("rate_changes", step),
            LIMITS["learning_rate"].checked("rate_changes", rate),
        )
        for step, rate in changes
    )
    if any(later <= earlier for (earlier, _), (later, _) in pairwise(checked)):
        raise ValueError("rate_changes come in the order of their steps, one for each step.")
    return checked
