"""The one training loop, under the recorded runs, the run batches and the claims."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from experiments.networks.measures import losses
from experiments.networks.optimisers import Optimiser
from experiments.networks.stack import Pass, Stack


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the next batch of B points says about K networks after some updates."""

    batch: Pass
    labels: Tensor  # [K, B]
    each: Tensor  # [K, B], the loss of each point

    @property
    def losses(self) -> Tensor:
        """The mean loss [K] of each network."""
        return self.each.mean(dim=1)


LookInside = Callable[[Sequence[Tensor]], None]  # at ∂L/∂z of every layer, then ∂L/∂h of the hidden ones


class Engine(Iterator[State]):
    """All networks of a stack, moved along their gradients together: one state after the other, without end.

    The state after t updates is measured together with the gradient that update t + 1 uses. So whoever looks
    may stop after any state and go on from there, here or in another process, with the same bytes. Networks
    do not mix, so in the gradient of the summed losses each finds its own.

    Args:
        stack: the networks, of whatever layers; updated in place.
        batches: points [K, B, D] and labels [K, B] without end.
        optimisers: that move them; each knows which.
        completed: how many updates were made before.
        gradients: that were found after them; without these the first state is that before any update.
        look_inside: is shown the gradients at all layers before each state; then their memory is free.
    """

    def __init__(
        self,
        stack: Stack,
        batches: Iterator[tuple[Tensor, Tensor]],
        optimisers: Sequence[Optimiser],
        completed: int = 0,
        gradients: Sequence[Tensor] = (),
        look_inside: LookInside | None = None,
    ) -> None:
        self.stack, self._batches, self._optimisers = stack, batches, optimisers
        self.completed, self.gradients = completed, gradients
        self._look_inside = look_inside

    def __next__(self) -> State:
        """Move along the gradients that were found last, then find the next."""
        if self.gradients:
            for optimiser in self._optimisers:
                optimiser.step(self.completed, self.gradients)
            self.completed += 1
        x, labels = next(self._batches)
        batch = self.stack.forward(x)
        each = losses(batch.logits, labels)
        inside = [*batch.pre_activations, *batch.activations] if self._look_inside else []
        found = torch.autograd.grad(each.sum() / labels.shape[1], [*inside, *self.stack.parameters])
        self.gradients = found[len(inside) :]
        if self._look_inside:
            self._look_inside(found[: len(inside)])
        return State(batch, labels, each.detach())
