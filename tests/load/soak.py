"""Lets students come and go, and looks at what the server keeps of them: `make soak MINUTES=10`."""

import argparse
import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from experiments.queue.queue import REMEMBERED
from tests.load import servers
from tests.load.lesson import Lesson, Plan, Record
from tests.load.servers import Server
from tests.load.student import Student

WAVE = Plan(students=30, training=2, arrive=8.0, seconds=12.0, think=2.0)
FORGOTTEN_AFTER = 150.0  # seconds; Streamlit keeps a session for two minutes, lest its reader comes back
SETTLES = 5.0  # seconds
KEPT = 1.10  # times the memory of before
ROW = "{:<34} {:>10} {:>10}"


@dataclass(frozen=True, slots=True)
class Left:
    """What a server holds when nobody is there."""

    memory: int
    threads: int
    descriptors: int

    @classmethod
    def of(cls, server: Server) -> "Left":
        """Look at it now."""
        return cls(server.memory, server.threads, server.descriptors)


def main() -> int:
    """Soak the server; the exit status is 1 if it keeps more than it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.soak", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="at least 6: twice, nobody comes for a while"
    )
    minutes = parser.parse_args().minutes
    with TemporaryDirectory() as folder, servers.lab(Path(folder)) as lab:
        servers.wait_until_warm(lab)
        record, before, after = asyncio.run(soaked(lab, 60 * minutes))
    say(f"{len(record.opens)} pages, {len(record.moves)} moves, {record.trainings} trainings, ")
    say(f"{len(record.errors)} errors {record.errors[:3]}\n")
    say(ROW.format("when everybody is gone", "at first", "at last"))
    say(ROW.format("memory, MiB", f"{before.memory / 2**20:.0f}", f"{after.memory / 2**20:.0f}"))
    say(ROW.format("threads", before.threads, after.threads))
    say(ROW.format("open files", before.descriptors, after.descriptors))
    grown = after.memory > KEPT * before.memory or after.descriptors > before.descriptors + 5
    return 1 if record.errors or grown or after.threads > before.threads + 5 else 0


async def soaked(lab: Server, seconds: float) -> tuple[Record, Left, Left]:
    """Hold lessons one after the other; look when what is remembered was replaced once, and at the end."""
    clock = asyncio.get_running_loop().time
    ends = clock() + seconds - FORGOTTEN_AFTER - SETTLES
    total = Record()
    while total.trainings < 2 * REMEMBERED:
        await wave(lab, total)
    before = await left(lab)
    while clock() < ends:
        await wave(lab, total)
    return total, before, await left(lab)


async def left(lab: Server) -> Left:
    """What the server holds when all are forgotten: Streamlit does it when the next reader goes."""
    await asyncio.sleep(FORGOTTEN_AFTER)
    async with Student(lab.address) as last:
        await last.open("relu")
    await asyncio.sleep(SETTLES)
    return Left.of(lab)


async def wave(lab: Server, total: Record) -> None:
    """A class comes, learns a little and goes."""
    lesson = Lesson(lab, WAVE)
    record = await lesson.hold(lesson.lab)
    total.opens += record.opens
    total.moves += record.moves
    total.errors += record.errors
    total.trainings += record.trainings


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
