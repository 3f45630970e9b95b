"""Steps until a loss is reached, at the best of several learning rates, without running what cannot win."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from experiments.claims.networks import Floats, Layers, Optimiser, Plan, repeated, stacked
from experiments.kernels import Kernel
from experiments.measures import losses
from experiments.stack import Stack

GOAL = 0.15  # loss
POINTS = 120  # all of them in every step
MOST = 400  # steps
RATES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
EVERY = 20  # steps between two looks at who may stop


def fewest_steps(
    plan: Plan, function: Kernel, start: Layers, factors: Sequence[float] | None = None
) -> Floats:
    """Steps that the networks of one function take to the goal, at their best rate, with momentum 0.9.

    Definition: the best of `RATES` is the one at which half of the seeds are there first. Once half of a
        rate's seeds have arrived, no rate that is still on its way can be better: its networks are dropped.

    Args:
        plan: points, seeds (S), depth.
        function: of all networks.
        start: their layers [S, …].
        factors: what each layer's rate is multiplied by; all 1 when left out.

    Returns:
        [S], infinite for a network that is not there after `MOST` steps.
    """
    x, y = plan.points(POINTS)
    seeds, layers = len(plan.seeds), len(start)
    stack = stacked([function], [repeated(start, len(RATES))])
    optimiser = _optimiser(stack, seeds, factors or (1.0,) * layers)
    reached = torch.full((len(RATES) * seeds,), torch.inf)
    running = torch.arange(len(reached))
    for step in range(MOST):
        loss = _loss(stack, x, y)
        at_goal = (loss.detach() <= GOAL) & reached[running].isinf()
        reached[running[at_goal]] = float(step)
        if step % EVERY == 0:
            keep = _still_wanted(reached, running, loss.detach(), seeds)
            running = running[keep]
            if not len(running):
                break
            stack, optimiser = _kept(stack, optimiser, keep)
            loss = _loss(stack, x, y)
        optimiser.step(torch.autograd.grad(loss.sum(), optimiser.parameters))
    times = reached.reshape(len(RATES), seeds).double().numpy()
    fewest: Floats = times[_best(times)]
    return fewest


def _optimiser(stack: Stack, seeds: int, factors: Sequence[float]) -> Optimiser:
    rates = torch.tensor(RATES).repeat_interleave(seeds).reshape(-1, 1, 1)
    each = [rates * factor for factor in factors] * 2  # the biases of a layer go as fast as its weights
    return Optimiser("momentum", [*stack.weights, *stack.biases], each)


def _loss(stack: Stack, x: Tensor, y: Tensor) -> Tensor:
    networks = stack.weights[0].shape[0]
    logits = stack.forward(x.expand(networks, -1, -1)).logits
    return losses(logits, y.expand(networks, -1)).mean(dim=1)


def _best(times: Floats) -> int:
    """The rate, of times [rates, S], at which half of the seeds are there first."""
    return int(np.sort(times, axis=1)[:, (times.shape[1] - 1) // 2].argmin())


def _still_wanted(reached: Tensor, running: Tensor, loss: Tensor, seeds: int) -> Tensor:
    """Which of the running networks have not arrived, are finite and may belong to the best rate."""
    times = reached.reshape(-1, seeds).double().numpy()
    wanted = reached[running].isinf() & loss.isfinite()
    best = _best(times)
    if np.isfinite(np.sort(times[best])[(seeds - 1) // 2]):
        wanted &= running // seeds == best
    return wanted


def _kept(stack: Stack, optimiser: Optimiser, keep: Tensor) -> tuple[Stack, Optimiser]:
    """The networks that go on, with what the optimiser remembers of them."""
    if bool(keep.all()):
        return stack, optimiser
    weights = [part.detach()[keep].requires_grad_() for part in stack.weights]
    biases = [part.detach()[keep].requires_grad_() for part in stack.biases]
    after = Optimiser(optimiser.name, [*weights, *biases], [rate[keep] for rate in optimiser.rates])
    after.first = [part[keep] for part in optimiser.first]
    return Stack(stack.functions, int(keep.sum()), weights, biases), after
