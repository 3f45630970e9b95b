"""A class of students that arrives within half a minute, opens pages, moves sliders and trains networks."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from websockets.exceptions import WebSocketException

from activations.catalogue import CATALOGUE
from tests.load.servers import Server
from tests.load.student import LessonError, Student

TROUBLE = (LessonError, WebSocketException, OSError, KeyError)
COMPARING = 10  # every tenth student
TRAINING = "depth=4&steps=500"


@dataclass(frozen=True, slots=True)
class Plan:
    """Who comes, and what they do.

    Args:
        students: how many come.
        training: how many of them train networks, one run after the other without a pause.
        arrive: seconds within which they come.
        seconds: how long the lesson goes on once all are there.
        think: mean seconds between two moves of a student; each pause is half to one and a half of it.
    """

    students: int
    training: int = 0
    arrive: float = 30.0
    seconds: float = 60.0
    think: float = 5.0


@dataclass(slots=True)
class Record:
    """What a lesson was like."""

    opens: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    trainings: int = 0
    received: int = 0
    errors: list[str] = field(default_factory=list)
    memory: int = 0  # bytes that the server took more than before, when all were there

    def of(self, times: list[float], percent: float) -> float:
        """A percentile of times in seconds."""
        return float(np.percentile(times, percent)) if times else float("nan")


Course = Callable[[Student, "Record", random.Random], AsyncIterator[None]]


class Lesson:
    """One lesson on one server."""

    def __init__(self, server: Server, plan: Plan) -> None:
        self.server, self.plan = server, plan
        self.record = Record()
        self._seeds = count(1)

    async def hold(self, courses: Callable[[int], Course]) -> Record:
        """Let everybody come and learn.

        Args:
            courses: says by a student's number what that student does.
        """
        before = self.server.memory
        self._ends = asyncio.get_running_loop().time() + self.plan.arrive + self.plan.seconds
        async with asyncio.TaskGroup() as tasks:
            for number in range(self.plan.students):
                tasks.create_task(self._attend(number, courses(number)))
            await asyncio.sleep(self.plan.arrive + self.plan.seconds * 0.9)
            self.record.memory = self.server.memory - before
        return self.record

    def lab(self, number: int) -> Course:
        """What a student of the lab does: most read a function's page, some compare, some train."""
        if number < self.plan.training:
            return self.train
        return compare if number % COMPARING == 0 else read

    async def train(self, student: Student, record: Record, _choose: random.Random) -> AsyncIterator[None]:
        """Train with another start each time, in a tab of its own, and wait until it is done."""
        while True:
            async with Student(student.address) as tab:
                record.opens.append(await tab.open("train", f"seed={next(self._seeds)}&{TRAINING}"))
                while tab.repeats:
                    ((fragment, interval), *_) = tab.repeats.items()
                    await asyncio.sleep(interval)
                    await tab.repeat(fragment)
                    yield
                record.trainings += 1
                record.received += tab.received

    async def _attend(self, number: int, course: Course) -> None:
        choose = random.Random(number)  # noqa: S311
        await asyncio.sleep(number / self.plan.students * self.plan.arrive)
        try:
            async with (
                Student(self.server.address) as student,
                _steps(course, student, self, choose) as steps,
            ):
                async for _ in steps:
                    if self._is_over():
                        break
                    if course != self.train:
                        await asyncio.sleep(self.plan.think * choose.uniform(0.5, 1.5))
                self.record.received += student.received
        except TROUBLE as problem:
            self.record.errors.append(f"student {number}: {problem!r}")

    def _is_over(self) -> bool:
        return asyncio.get_running_loop().time() > self._ends


@asynccontextmanager
async def _steps(
    course: Course, student: Student, lesson: Lesson, choose: random.Random
) -> AsyncIterator[AsyncIterator[None]]:
    """Everything that a student does, one step after the other; closed when the lesson is over."""
    steps = course(student, lesson.record, choose)
    try:
        yield steps
    finally:
        await steps.aclose()  # type: ignore[attr-defined]


async def read(student: Student, record: Record, choose: random.Random) -> AsyncIterator[None]:
    """Open a function's page, and move its sliders; every tenth step goes to another function."""
    while True:
        record.opens.append(await student.open(choose.choice(tuple(CATALOGUE))))
        yield
        while choose.random() > 0.1:
            record.moves.append(await _move_something(student, choose))
            yield


async def compare(student: Student, record: Record, choose: random.Random) -> AsyncIterator[None]:
    """Compare two functions, again and again others."""
    while True:
        pair = ",".join(choose.sample(tuple(CATALOGUE), 2))
        record.opens.append(await student.open("compare", f"functions={pair}"))
        yield


async def move_only(student: Student, record: Record, choose: random.Random) -> AsyncIterator[None]:
    """Open the start page and move its slider: all that there is in the trivial app."""
    record.opens.append(await student.open(""))
    yield
    while True:
        record.moves.append(await _move_something(student, choose))
        yield


async def _move_something(student: Student, choose: random.Random) -> float:
    name = choose.choice(tuple(student.sliders))
    return await student.move(name, student.sliders[name].at(choose.random()))
