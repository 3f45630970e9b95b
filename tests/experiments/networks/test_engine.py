"""The engine trains whatever a stack's forward says, and can stop after any state."""

from collections.abc import Iterator
from itertools import islice

import torch
from torch import Tensor, nn

from experiments.networks.batches import Batches
from experiments.networks.engine import Engine, LookInside
from experiments.networks.optimisers import SharedRate
from experiments.networks.stack import Pass, Stack

SEEDS, WIDTH, POINTS, RATE = (0, 1, 2), 4, 20, 0.3


class ResidualStack(Stack):
    """Each hidden layer but the first adds what came into it, and has a function of its own."""

    def forward(self, x: Tensor) -> Pass:
        first = self.pre_activation(0, x)
        below = torch.tanh(first)
        second = self.pre_activation(1, below)
        above = below + torch.relu(second)
        return Pass([first, second, self.pre_activation(2, above)], [below, above])


def drawn() -> tuple[ResidualStack, Tensor, Tensor]:
    """Three residual networks, points and labels, in float64."""
    source = torch.Generator().manual_seed(3)
    shapes = [(2, WIDTH), (WIDTH, WIDTH), (WIDTH, 1), (1, WIDTH), (1, WIDTH), (1, 1)]
    parts = [torch.randn(3, *shape, generator=source, dtype=torch.float64) for shape in shapes]
    points = torch.randn(POINTS, 2, generator=source, dtype=torch.float64)
    ready = [part.requires_grad_() for part in parts]
    return ResidualStack([torch.tanh], 3, ready[:3], ready[3:]), points, (points[:, 0] > 0).double()


def engine(
    stack: Stack, batches: Iterator[tuple[Tensor, Tensor]], look_inside: LookInside | None = None
) -> Engine:
    optimiser = SharedRate(stack, "sgd", lambda _: RATE, 0.9, 0.0)
    return Engine(stack, batches, [optimiser], look_inside=look_inside)


def test_networks_with_residual_connections_learn_as_those_of_a_plain_loop() -> None:
    stack, points, labels = drawn()
    alone = [[part[k].detach().clone().requires_grad_() for part in stack.parameters] for k in range(3)]
    stream = Batches(points, labels, SEEDS, 1, 5)
    for state, (x, y) in zip(
        islice(engine(stack, Batches(points, labels, SEEDS, 1, 5)), 30), stream, strict=False
    ):
        for k, parameters in enumerate(alone):
            w, v, u, a, b, c = parameters
            h = torch.tanh(x[k] @ w + a)
            logits = (h + torch.relu(h @ v + b)) @ u + c
            loss = nn.functional.binary_cross_entropy_with_logits(logits[:, 0], y[k])
            torch.testing.assert_close(state.losses[k], loss.detach())
            with torch.no_grad():
                for part, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
                    part.sub_(RATE * gradient)
    assert state.losses.mean() < 0.3


def test_looking_inside_finds_the_gradient_at_every_layer_and_changes_nothing() -> None:
    (stack, points, labels), (other, _, _) = drawn(), drawn()
    seen: list[list[tuple[int, ...]]] = []
    looking = engine(
        stack,
        Batches(points, labels, SEEDS, 1, 5),
        lambda inside: seen.append([tuple(gradient.shape) for gradient in inside]),
    )
    blind = engine(other, Batches(points, labels, SEEDS, 1, 5))
    for _ in range(4):
        next(looking)
        next(blind)
    hidden = [(3, 5, WIDTH)] * 2
    assert seen == [[*hidden, (3, 5, 1), *hidden]] * 4
    assert all(torch.equal(*pair) for pair in zip(looking.gradients, blind.gradients, strict=True))


def test_without_gradients_the_state_is_measured_where_the_networks_are() -> None:
    stack, points, labels = drawn()
    begun = engine(stack, Batches(points, labels, SEEDS, 1, POINTS))
    first = next(begun).losses
    begun.gradients = ()
    assert torch.equal(next(begun).losses, first)
    assert begun.completed == 0
    assert (next(begun).losses < first).all()
    assert begun.completed == 1
