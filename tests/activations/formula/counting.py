"""Counts what is done, where a clock would tell more of the machine than of the code."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode


def calls_of(done: Callable[[], object]) -> int:
    """How many functions are called, Python's and C's, while something is done."""
    count = 0

    def hear(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        done()
    finally:
        sys.setprofile(before)
    return count


class _Operations(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts every operation on tensors, forwards and backwards."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = 0

    def __torch_dispatch__(self, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:  # noqa: ANN401
        self.count += 1
        return operation(*args, **(kwargs or {}))


def operations_of(done: Callable[[], object]) -> int:
    """How many operations on tensors are done, autograd's on the way back included."""
    operations = _Operations()
    with operations:
        done()
    return operations.count


def frames_of(done: Callable[[], object]) -> int:
    """How many functions of Python's are open within one another at most, while something is done."""
    deepest = now = 0

    def hear(frame: FrameType, event: str, argument: object) -> None:
        nonlocal deepest, now
        now += {"call": 1, "return": -1}.get(event, 0)
        deepest = max(deepest, now)

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        done()
    finally:
        sys.setprofile(before)
    return deepest
