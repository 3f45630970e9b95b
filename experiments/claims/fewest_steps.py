"""Steps until a loss is reached, at the best of several learning rates, without running what cannot win."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from experiments.claims.networks import Layers, Plan, repeated, stacked
from experiments.claims.optimising import Optimiser
from experiments.networks.arrays import Floats
from experiments.networks.kernels import Kernel
from experiments.networks.measures import losses
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
    x, y = plan.points(POINTS)
    ways = ways or ((1.0,) * len(start),)
    shape = (len(ways), len(RATES), len(plan.seeds))
    stack = stacked([function], [repeated(start, len(ways) * len(RATES))])
    optimiser = _optimiser(stack, len(plan.seeds), ways)
    reached = torch.full((int(np.prod(shape)),), torch.inf)
    running = torch.arange(len(reached))
    for step in range(MOST):
        loss = _loss(stack, x, y)
        at_goal = (loss.detach() <= GOAL) & reached[running].isinf()
        reached[running[at_goal]] = float(step)
        if step % EVERY == 0:
            keep = _still_wanted(reached.reshape(shape), running, loss.detach())
            running = running[keep]
            if not len(running):
                break
            if not bool(keep.all()):
                stack, optimiser = _kept(stack, optimiser, keep)
                loss = _loss(stack, x, y)
        optimiser.step(torch.autograd.grad(loss.sum(), optimiser.parameters))
    return [times[_best(times)] for times in reached.reshape(shape).double().numpy()]


def _optimiser(stack: Stack, seeds: int, ways: Sequence[Sequence[float]]) -> Optimiser:
    rates = torch.tensor(RATES).repeat_interleave(seeds)
    layers = [torch.cat([rates * factor for factor in factors]) for factors in zip(*ways, strict=True)]
    each = [layer.reshape(-1, 1, 1) for layer in layers] * 2  # a layer's biases go as fast as its weights
    return Optimiser("momentum", [*stack.weights, *stack.biases], each)


def _loss(stack: Stack, x: Tensor, y: Tensor) -> Tensor:
    networks = stack.weights[0].shape[0]
    logits = stack.forward(x.expand(networks, -1, -1)).logits
    return losses(logits, y.expand(networks, -1)).mean(dim=1)


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


def _kept(stack: Stack, optimiser: Optimiser, keep: Tensor) -> tuple[Stack, Optimiser]:
    """The networks that go on, with what the optimiser remembers of them."""
    weights = [part.detach()[keep].requires_grad_() for part in stack.weights]
    biases = [part.detach()[keep].requires_grad_() for part in stack.biases]
    after = Optimiser(optimiser.name, [*weights, *biases], [rate[keep] for rate in optimiser.rates])
    after.first = [part[keep] for part in optimiser.first]
    return Stack(stack.functions, int(keep.sum()), weights, biases), after
