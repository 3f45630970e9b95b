"""Print how fast the stack is beside other engines: `python -m tests.benchmark`."""

import os
import sys
from statistics import median

from experiments.queue.queue import TrainingQueue
from experiments.queue.workers import Workers
from experiments.training.train import warm_up
from tests.benchmark import starts
from tests.benchmark.engines import Engine, Playground, compare, node_exists, plain, stack
from tests.benchmark.readers import READERS, SECONDS, idle_slider, in_queue, in_threads, median_crowd

ROUNDS = 7
STACK_STEPS = 20
CROWDS = 3
STARTS = 7


def row(name: str, networks: int, batch_size: int, engines: tuple[Engine, Engine], other_steps: int) -> None:
    """Measure one pair and print it."""
    ours, other = compare(*engines, STACK_STEPS, other_steps, ROUNDS)
    milliseconds = f"{1000 * ours:10.2f} {1000 * other:10.2f}"
    sys.stdout.write(f"{name:32} {networks:8} {batch_size:6} {milliseconds} {other / ours:7.1f} ×\n")
    sys.stdout.flush()


def readers() -> None:
    """Measure sixteen readers who train at once, in turns, and print what they got."""
    sys.stdout.write(
        f"\n{READERS} readers train six networks at once, {SECONDS:g} s in turns, {CROWDS} times; medians.\n"
        f"{'':32} {'steps a second':>14} {'worst gap, s':>13} {'slider, ms':>11}\n"
    )
    queue = TrainingQueue(Workers(len(os.sched_getaffinity(0))))
    queue.workers.warm_up()
    rounds = [(idle_slider(), in_threads(), in_queue(queue)) for _ in range(CROWDS)]
    queue.close()
    idle = median(idle for idle, _, _ in rounds)
    threads = median_crowd([each for _, each, _ in rounds])
    queued = median_crowd([each for _, _, each in rounds])
    sys.stdout.write(f"{'nobody':32} {'':14} {'':13} {1000 * idle:11.1f}\n")
    for name, crowd in (("a thread a reader, unbounded", threads), ("the queue", queued)):
        sys.stdout.write(
            f"{name:32} {crowd.steps_a_second:14.0f} {crowd.worst_gap:13.2f} {1000 * crowd.slider:11.1f}\n"
        )
    sys.stdout.write(
        f"The queue makes {queued.steps_a_second / threads.steps_a_second:.1f} times the steps;"
        f" beside it a slider takes {queued.slider / idle:.2f} times its idle time.\n"
    )


def main() -> None:
    warm_up()
    sys.stdout.write(
        "Milliseconds of processor time a step, one thread; 4 × 16 hidden units, two moons of 300 points.\n"
        "Stack and plain loop record loss, accuracy, gradients and dead units of all layers at every step;\n"
        "Playground's algorithm has no momentum, looks at the loss once an epoch and records no gradients.\n"
        f"Medians of {ROUNDS} rounds in turns. Above 1 × the stack is faster.\n\n"
        f"{'against':32} {'networks':>8} {'batch':>6} {'stack':>10} {'other':>10} {'ratio':>9}\n"
    )
    engines_table()
    readers()
    start()


def start() -> None:
    """Measure the start beside the imports that it needs at least."""
    found = starts.measured(STARTS)
    sys.stdout.write(
        f"\nThe port answers {found.answers:.2f} s after the command, torch and Streamlit are imported after"
        f" {found.imports:.2f} s:\n{found.ratio:.2f} times; the fewest of {STARTS} pairs in turns.\n"
    )


def engines_table() -> None:
    """Measure the stack beside other engines."""
    for seeds, steps in ((1, 8), (5, 2)):
        for batch_size in (32, 64, 300):
            engines = stack(batch_size, seeds), plain(batch_size, seeds)
            row("plain loop of nn.Sequential", 6 * seeds, batch_size, engines, steps)
    if not node_exists():
        sys.stdout.write("Node is not installed, so Playground's algorithm is left out.\n")
        return
    with Playground() as playground:
        for every_step, name in (
            (False, "Playground's algorithm in Node"),
            (True, "… with the loss at every step"),
        ):
            for batch_size in (10, 32, 64, 300):
                engines = stack(batch_size, seeds=1), playground.engine(batch_size, every_step=every_step)
                row(name, 6, batch_size, engines, 20)
    sys.stdout.write("At batch 10, tiny networks are Playground's home ground: there JavaScript wins.\n")


if __name__ == "__main__":
    main()
