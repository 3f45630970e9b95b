"""Sends a class to the lab and to a trivial app, and prints how both bore it: `make load STUDENTS=300`."""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load import servers
from tests.load.lesson import Lesson, Plan, Record, move_only
from tests.load.moves import processor_seconds_of_a_move

MOST_STUDENTS = 1_000
MOST_SECONDS = 600.0
MEGABYTE, KILOBYTE = 2**20, 1e3
ROW = "{:<42} {:>12} {:>12} {:>8}"


def main() -> int:
    """Hold the same lesson at both places; the exit status is 1 if the lab made an error."""
    plan, replicas = asked()
    with TemporaryDirectory() as folder:
        with servers.lab(Path(folder), replicas) as lab:
            servers.wait_until_warm(lab)
            lesson = Lesson(lab, plan)
            ours = asyncio.run(lesson.hold(lesson.lab))
            processor = processor_seconds_of_a_move(lab, "leaky-relu", "x")
        with servers.stock(Path(folder)) as stock:
            theirs = asyncio.run(Lesson(stock, plan).hold(lambda _: move_only))
        with servers.stock(Path(folder), like_ours=True) as empty:
            least = processor_seconds_of_a_move(empty, "", "alpha")
    say(f"The lab with {replicas} replica{'s' if replicas > 1 else ''}.")
    show(plan, ours, theirs)
    say(ROW.format("processor time of a move, ms", *both(1e3 * processor, 1e3 * least)))
    say(
        "(the last line: against the trivial app with our settings; all others: as `streamlit run` serves it)"
    )
    for error in ours.errors[:5]:
        say(error)
    return 1 if ours.errors else 0


def asked() -> tuple[Plan, int]:
    """The lesson that the command line asks for, within bounds, and how many replicas shall bear it."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--training", type=int, default=4, help="how many of them train all the time")
    parser.add_argument("--seconds", type=float, default=60.0, help="after the 30 in which they arrive")
    parser.add_argument("--replicas", type=int, default=2, help="of the lab; nginx in front of several")
    chosen = parser.parse_args()
    if not (0 < chosen.students <= MOST_STUDENTS and 0 < chosen.seconds <= MOST_SECONDS):
        parser.error(f"at most {MOST_STUDENTS} students and {MOST_SECONDS:g} seconds")
    return Plan(chosen.students, chosen.training, seconds=chosen.seconds), chosen.replicas


def show(plan: Plan, ours: Record, theirs: Record) -> None:
    """Print the two lessons side by side."""
    say(f"{plan.students} students arrive within {plan.arrive:g} s and think {plan.think:g} s between moves;")
    say(f"{plan.training} of them train networks all the time ({ours.trainings} runs); {plan.seconds:g} s.\n")
    say(ROW.format("", "the lab", "one slider", "ratio"))
    for name in ("opens", "moves"):
        mine, stock = getattr(ours, name), getattr(theirs, name)
        say(ROW.format(f"{name}, number", len(mine), len(stock), ""))
        for label, percent in (("p50", 50), ("p95", 95), ("max", 100)):
            times = both(1e3 * ours.of(mine, percent), 1e3 * theirs.of(stock, percent))
            say(ROW.format(f"{name}, {label}, ms", *times))
    say(ROW.format("errors", len(ours.errors), len(theirs.errors), ""))
    share = [record.memory / MEGABYTE / plan.students for record in (ours, theirs)]
    say(ROW.format("memory of a student, MiB", *both(*share)))
    weight = [record.received / KILOBYTE / plan.students for record in (ours, theirs)]
    say(ROW.format("sent to a student over the socket, kB", *both(*weight)))


def both(mine: float, stock: float) -> tuple[str, str, str]:
    """Two figures and their ratio."""
    return f"{mine:.3g}", f"{stock:.3g}", f"{mine / stock:.2f}" if stock else ""


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
