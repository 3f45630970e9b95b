"""A process that is ready for training keeps its memory, and has loaded all that it needs."""

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

pytestmark = pytest.mark.slow

PROGRAM = """
import json, resource, sys
from experiments.training.train import Trainer, TrainingSpec, train, warm_up

def faults_of_a_step():
    trainer = Trainer(TrainingSpec(seeds=20))
    for _ in range(20):
        trainer.step()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        trainer.step()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 20

cold = faults_of_a_step()
warm_up()
modules = set(sys.modules)
warm = faults_of_a_step()
print(json.dumps([cold, warm, sorted(set(sys.modules) - modules)]))
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Page faults of a step before the process is ready and after, and the modules loaded since."""

    cold: float
    warm: float
    modules: list[str]


@pytest.fixture(scope="module")
def told() -> Told:
    output = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    return Told(*json.loads(output.stdout))


def test_a_step_hardly_asks_the_system_for_memory_once_it_may_keep_what_was_freed(told: Told) -> None:
    assert told.warm < 0.1 * told.cold


def test_after_warming_up_a_run_loads_no_more_modules(told: Told) -> None:
    assert told.modules == []
