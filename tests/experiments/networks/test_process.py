"""Every process that computes does so on one thread, however many the machine offers."""

import os
import subprocess
import sys

import pytest

from tests.architecture.project import lines_of, shipped

PROGRAMS = {
    "the server": """
import serve
say()
""",
    "a worker": """
from experiments.queue.workers import Workers
workers = Workers(1)
print(workers._processes.submit(torch.get_num_threads).result())
workers.close()
""",
    "a claim that a reader asks for": """
from experiments.claims.running import _answer
class Pipe:
    def send(self, verdict):
        assert verdict.outcome == "holds"
        say()
_answer(Pipe(), "tanh-range", 0, None)
""",
    "make verdicts": """
from experiments.claims.__main__ import processes
with processes() as pool:
    print(pool.submit(torch.get_num_threads).result())
""",
    "a benchmark": """
from experiments.training.train import warm_up
warm_up()
say()
""",
}
BEFORE = """
import torch
def say():
    print(torch.get_num_threads())
say()
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_process_that_is_offered_two_threads_takes_one(name: str) -> None:
    environment = os.environ | {"OMP_NUM_THREADS": "2", "PYTHONPATH": "."}
    output = subprocess.run(
        [sys.executable, "-c", BEFORE + PROGRAMS[name]],
        check=True, env=environment, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    offered, taken = map(int, output.split())
    assert taken == 1
    assert offered == 2 or os.cpu_count() == 1


def test_the_number_of_threads_is_said_in_one_place() -> None:
    said = [path for path in shipped(".py") if any("set_num_threads" in line for line in lines_of(path))]
    ours = [path.name for path in said if "pieces" not in path.parts]  # of programs that run elsewhere
    assert ours == ["process.py"]
