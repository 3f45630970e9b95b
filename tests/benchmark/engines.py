"""The engines that are compared, all with the same question: how long do so many steps take?"""

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch

from experiments.training.train import Trainer, TrainingSpec
from tests.benchmark.plain import PlainLoop

WARM_UP = 15  # steps
Engine = Callable[[int], float]  # how many steps → processor seconds that they took


def timed(step: Callable[[], None]) -> Engine:
    """Make an engine of something that can do one step.

    Processor time of the process, not the clock on the wall: one thread does all the work, and what other
    programs take away on a busy machine is left out.
    """

    def run(steps: int) -> float:
        start = time.process_time()
        for _ in range(steps):
            step()
        return time.process_time() - start

    return run


def specification(batch_size: int, seeds: int) -> TrainingSpec:
    """Six functions, 4 × 16 hidden units, 300 points on two moons, momentum: the setting of every row."""
    return TrainingSpec(depth=4, width=16, batch_size=batch_size, seeds=seeds, steps=2000)


def stack(batch_size: int, seeds: int) -> Engine:
    """Make the engine of the project."""
    return timed(Trainer(specification(batch_size, seeds)).step)


def plain(batch_size: int, seeds: int) -> Engine:
    """Make the loop over single networks."""
    data = Trainer(specification(batch_size, seeds=1)).dataset
    return timed(
        PlainLoop(torch.from_numpy(data.points), torch.from_numpy(data.labels), batch_size, seeds).step
    )


class Playground:
    """TensorFlow Playground's algorithm in a Node process of its own, ended when the block is left."""

    def __enter__(self) -> "Playground":
        script = Path(__file__).with_name("playground.js")
        self.process = subprocess.Popen(
            ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def engine(self, batch_size: int, *, every_step: bool) -> Engine:
        """Make an engine of six networks, which looks at the loss at every step or once an epoch."""

        def run(steps: int) -> float:
            assert self.process.stdin
            assert self.process.stdout
            self.process.stdin.write(f"{batch_size} {steps} {every_step:d}\n")
            self.process.stdin.flush()
            return float(json.loads(self.process.stdout.readline()))

        return run


def node_exists() -> bool:
    return shutil.which("node") is not None


def compare(
    first: Engine, second: Engine, first_steps: int, second_steps: int, rounds: int
) -> tuple[float, float]:
    """Return the median seconds a step of two engines, measured in turns after a warm-up."""
    first(WARM_UP)
    second(WARM_UP)
    times: list[tuple[float, float]] = []
    for _ in range(rounds):
        times.append((first(first_steps) / first_steps, second(second_steps) / second_steps))
    return median(each for each, _ in times), median(each for _, each in times)
