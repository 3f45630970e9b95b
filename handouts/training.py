"""The program of a training run: the same data, initial weights and batches in plain PyTorch."""

import base64
import json
from dataclasses import dataclass, fields

from activations.catalogue import OWN as TYPED
from activations.catalogue import FunctionSpec
from experiments.networks.datasets import DIGITS, DIGITS_FILE, OWN
from experiments.training.specification import TrainingSpec
from handouts.functions import written_class
from handouts.program import Program, chosen, constants, program, source_of

MOST_NAMES = 3  # of functions in a file's name


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a program records of every layer.

    Args:
        measure: "error_signal", "activation_gradient" or "gradient_magnitude".
        statistic: "rms" or "mean".
        name: of the two together.
    """

    measure: str
    statistic: str
    name: str


def training_program(spec: TrainingSpec, recorded: Recorded) -> Program:
    """Write the program of a run, with the parts alone that it needs.

    Raises:
        ValueError: for what only the lab's own experiments ask for.
    """
    if spec.batch_normalisation or spec.dead_margin > 0:
        raise ValueError("A program to take home has neither normalised layers nor ones that start dead.")
    flags = _flags(spec, recorded.measure)
    sections = {
        name: [chosen(source_of(piece), flags) for piece in pieces]
        for name, pieces in _pieces(spec, recorded.statistic).items()
    }
    used = "\n".join(source for sources in sections.values() for source in sources)
    settings = constants(source_of("settings"), _values(spec) | {"GRADIENT": recorded.name}, used)
    functions = _functions(spec.functions, used + source_of("own_slope"))
    return program({"settings": [settings], "functions": functions, **sections})


def file_name(spec: TrainingSpec) -> str:
    """A name that tells the run, without its ending."""
    functions = "-".join(function.title.lower() for function in spec.functions)
    if len(spec.functions) > MOST_NAMES:
        functions = f"{len(spec.functions)}-functions"
    network, start = f"{spec.depth}x{spec.width}", f"seed{spec.seed}"
    return "-".join([functions, spec.dataset, network, spec.initialisation, spec.optimiser, start])


def _pieces(spec: TrainingSpec, statistic: str) -> dict[str, list[str]]:
    dataset = f"datasets/{spec.dataset}"
    points = [dataset] if spec.dataset in (DIGITS, OWN) else [dataset, "datasets/plane"]
    losses = "losses/many_classes" if spec.dataset == DIGITS else "losses/two_classes"
    return {
        "data": [*points, "data"],
        "initialisation": ["random_numbers", f"initialisations/{spec.initialisation}"],
        "networks": ["networks"],
        "training": [losses, f"sizes/{statistic}", f"optimisers/{spec.optimiser}", "training"],
        "numbers": ["numbers"],
        "chart": ["chart"],
    }


def _flags(spec: TrainingSpec, measure: str) -> set[str]:
    """Which conditions of the pieces hold."""
    holds = {
        measure.upper(): True,
        "INSIDE": measure != "gradient_magnitude",
        "DIGITS": spec.dataset == DIGITS,
        "FULL_BATCH": spec.batch_size == spec.training_points,
        "RATE_CHANGES": bool(spec.rate_changes),
        "STARTING_BIAS": spec.starting_bias != 0,
        "TEST_POINTS": spec.training_points < spec.samples,
        "WEIGHT_DECAY": spec.weight_decay > 0,
    }
    return {name for name, is_so in holds.items() if is_so}


def _values(spec: TrainingSpec) -> dict[str, object]:
    """The constants of `pieces/settings.py`."""
    return {each.name.upper(): getattr(spec, each.name) for each in fields(spec)} | {
        "SEEDS": list(range(spec.seed, spec.seed + spec.seeds)),
        "TEST_POINTS": spec.samples - spec.training_points,
        "OUTPUTS": spec.layer_widths[-1],
        "RATE_CHANGES": dict(spec.rate_changes),
        "DIGITS": base64.b85encode(DIGITS_FILE.read_bytes()).decode() if spec.dataset == DIGITS else "",
    }


def _functions(functions: tuple[FunctionSpec, ...], used: str) -> list[str]:
    """The classes of the functions that take part, and the table of them."""
    sources, entries = [], []
    for function in functions:
        source, call = written_class(function, used)
        sources.append(source)
        call = f"Typed({call})" if function.key == TYPED else call
        entries.append(f"    {json.dumps(function.label, ensure_ascii=False)}: {call},\n")
    if any(function.key == TYPED for function in functions):
        sources.append(source_of("own_slope"))
    return [*dict.fromkeys(sources), f"FUNCTIONS = {{\n{''.join(entries)}}}\n"]
