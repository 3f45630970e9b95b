"""A queue whose worker waits for the test's word, by a clock that the test sets: what is tested is order."""

from threading import Event, Semaphore

from experiments.queue.queue import TrainingQueue
from experiments.queue.run import Run
from experiments.queue.workers import Part, Spec, Workers, compute
from experiments.training.history import RECORDED
from experiments.training.train import TrainingHistory

PATIENCE = 240.0  # seconds until a test counts as hanging, on a machine that is busy with something else


class Slow(Workers):
    """A worker that makes one update a part, each when the test lets it, and notes whose it was."""

    def __init__(self) -> None:
        super().__init__(0)
        self.parts: list[Spec] = []  # in the order in which they were asked for
        self.checkpoints: list[bytes | None] = []  # from which they began
        self._asked, self._allowed, self._is_free = Semaphore(0), Semaphore(0), Event()

    def compute(self, spec: Spec, checkpoint: bytes | None, seconds: float | None = None) -> Part:
        self.parts.append(spec)
        self.checkpoints.append(checkpoint)
        self._asked.release()
        assert self._is_free.is_set() or self._allowed.acquire(timeout=PATIENCE)
        return compute(spec, checkpoint, 0.0)

    def wait(self) -> None:
        """Return when a part has been asked for."""
        assert self._asked.acquire(timeout=PATIENCE), "nobody asks for a part"

    def let(self, parts: int) -> None:
        """Let so many parts be computed; return when the queue has them all and asks for the next one."""
        for _ in range(parts):
            self._allowed.release()
            self.wait()

    def let_all(self) -> None:
        """Let everything be computed from now on."""
        self._is_free.set()
        self._allowed.release()


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Lesson:
    """A queue with such a worker and such a clock."""

    def __init__(self) -> None:
        self.worker, self.clock = Slow(), Clock()
        self.queue = TrainingQueue(self.worker, self.clock)

    def close(self) -> None:
        self.worker.let_all()
        self.queue.close()


def finished(run: Run) -> TrainingHistory:
    """Wait for a run without looking at it."""
    assert run.wait(PATIENCE), "the run hangs"
    assert run.history is not None
    return run.history


def assert_equal_bytes(one: TrainingHistory, other: TrainingHistory) -> None:
    """Compare everything that a run records."""
    for name in (*RECORDED, "steps", "snapshot_steps", "snapshots"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.failures == other.failures
    assert one.spec == other.spec
