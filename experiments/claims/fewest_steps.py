"""Steps until a loss is reached, at the best of several learning rates, without running what cannot win."""

from collections.abc import Sequence
from itertools import repeat

import numpy as np
import torch
from torch import Tensor

from activations.kernels import Kernel
from experiments.claims.networks import Plan, repeated, stacked
from experiments.networks.arrays import Floats
from experiments.networks.engine import Engine
from experiments.networks.initialisations import Layers
from experiments.networks.optimisers import OwnRates
from experiments.networks.stack import Stack

GOAL = 0.15  # loss
POINTS = 120  # all of them in every step
MOST = 400  # steps
RATES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
EVERY = 20  # steps between two looks at who may stop


def fewest_steps(
    plan: Plan, function: Kernel, start: Layers, ways: Sequence[Sequence[float]] = ()
) -> list[Floats]:
    """Steps that the networks of one function take to the goal, at their best rate, with momentum 0.9.

    Definition: the best of `RATES` is the one at which half of the seeds are there first. Once half of a
        rate's seeds have arrived, no rate that is still on its way can be better: its networks are dropped.

    Args:
        plan: points, seeds (S), depth.
        function: of all networks.
        start: their layers [S, …].
        ways: what each layer's rate is multiplied by, for each way to train; left out, one way, all 1.

    Returns:
        [S] for each way, infinite for a network that is not there after `MOST` steps.
    """
    ways = ways or ((1.0,) * len(start),)
    shape = (len(ways), len(RATES), len(plan.seeds))
    stack = stacked([function], [repeated(start, len(ways) * len(RATES))])
    optimiser = OwnRates(stack, "momentum", _rates(len(plan.seeds), ways))
    reached = torch.full((int(np.prod(shape)),), torch.inf)
    running = torch.arange(len(reached))
    engine = Engine(stack, _everywhere(plan, len(running)), [optimiser])
    for step in range(MOST):
        loss = next(engine).losses
        at_goal = (loss <= GOAL) & reached[running].isinf()
        reached[running[at_goal]] = float(step)
        if step % EVERY == 0:
            keep = _still_wanted(reached.reshape(shape), running, loss)
            running = running[keep]
            if not len(running):
                break
            if not bool(keep.all()):
                stack = Stack.of(stack.functions, [part[keep] for part in stack.parameters])
                optimiser = optimiser.of(stack, keep)
                engine = Engine(stack, _everywhere(plan, len(running)), [optimiser], step)
                next(engine)  # finds the gradients of those that are left
    return [times[_best(times)] for times in reached.reshape(shape).double().numpy()]


def _rates(seeds: int, ways: Sequence[Sequence[float]]) -> list[Tensor]:
    """The rates [K] of all networks, for each layer."""
    rates = torch.tensor(RATES).repeat_interleave(seeds)
    return [torch.cat([rates * factor for factor in factors]) for factors in zip(*ways, strict=True)]


def _everywhere(plan: Plan, networks: int) -> "repeat[tuple[Tensor, Tensor]]":
    """All points in every step."""
    x, y = plan.points(POINTS)
    return repeat((x.expand(networks, -1, -1), y.expand(networks, -1)))


def _best(times: Floats) -> int:
    """The rate, of times [rates, S], at which half of the seeds are there first."""
    return int(np.sort(times, axis=1)[:, (times.shape[1] - 1) // 2].argmin())


def _still_wanted(reached: Tensor, running: Tensor, loss: Tensor) -> Tensor:
    """Which of the running networks have not arrived, are finite and may belong to their way's best rate."""
    may_be_best = torch.ones(reached.shape, dtype=torch.bool)
    for way, times in enumerate(reached.double().numpy()):
        best = _best(times)
        if np.isfinite(np.sort(times[best])[(times.shape[1] - 1) // 2]):
            may_be_best[way] = False
            may_be_best[way, best] = True
    wanted: Tensor = reached.flatten()[running].isinf() & loss.isfinite() & may_be_best.flatten()[running]
    return wanted
