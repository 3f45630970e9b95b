"""Training keeps its memory: page faults are counted, with and without."""

import subprocess
import sys

import pytest

FAULTS = """
import resource, sys
from experiments.memory import keep_freed_memory
from experiments.training import Trainer, TrainingSpec

if "keep" in sys.argv:
    keep_freed_memory()
trainer = Trainer(TrainingSpec(seeds=20))
for _ in range(20):
    trainer.step()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    trainer.step()
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 20)
"""


def faults_of_a_step(*arguments: str) -> float:
    output = subprocess.run(
        [sys.executable, "-c", FAULTS, *arguments], check=True, capture_output=True, text=True
    )
    return float(output.stdout)


@pytest.mark.slow
def test_a_step_hardly_asks_the_system_for_memory_once_it_may_keep_what_was_freed() -> None:
    assert faults_of_a_step("keep") < 0.1 * faults_of_a_step()
