"""Print how fast the stack is beside other engines: `python -m tests.benchmark`."""

import sys

from experiments.training import warm_up
from tests.benchmark.engines import Engine, Playground, compare, node_exists, plain, stack

ROUNDS = 7
STACK_STEPS = 20


def row(name: str, networks: int, batch_size: int, engines: tuple[Engine, Engine], other_steps: int) -> None:
    """Measure one pair and print it."""
    ours, other = compare(*engines, STACK_STEPS, other_steps, ROUNDS)
    milliseconds = f"{1000 * ours:10.2f} {1000 * other:10.2f}"
    sys.stdout.write(f"{name:32} {networks:8} {batch_size:6} {milliseconds} {other / ours:7.1f} ×\n")
    sys.stdout.flush()


def main() -> None:
    warm_up()
    sys.stdout.write(
        "Milliseconds of processor time a step, one thread; 4 × 16 hidden units, two moons of 300 points.\n"
        "Stack and plain loop record loss, accuracy, gradients and dead units of all layers at every step;\n"
        "Playground's algorithm has no momentum, looks at the loss once an epoch and records no gradients.\n"
        f"Medians of {ROUNDS} rounds in turns. Above 1 × the stack is faster.\n\n"
        f"{'against':32} {'networks':>8} {'batch':>6} {'stack':>10} {'other':>10} {'ratio':>9}\n"
    )
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
