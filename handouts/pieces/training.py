"""The loop."""

from collections.abc import Iterator

import torch
from torch import Tensor

from handouts.pieces.data import labels, points, test_labels, test_points
from handouts.pieces.functions import FUNCTIONS
from handouts.pieces.losses.two_classes import losses, predictions
from handouts.pieces.networks import Networks
from handouts.pieces.optimisers.momentum import make_optimiser
from handouts.pieces.random_numbers import source_of
from handouts.pieces.settings import BATCH_SIZE, RATE_CHANGES, SEEDS, STEPS
from handouts.pieces.sizes.rms import magnitude


def batches(seed: int) -> Iterator[Tensor]:
    """Which points each step sees, without end."""
    source = source_of(seed, "batches")  # unless FULL_BATCH
    while True:
        yield torch.arange(len(points))  # if FULL_BATCH
        order = torch.randperm(len(points), generator=source)  # unless FULL_BATCH
        for start in range(0, len(points) - BATCH_SIZE + 1, BATCH_SIZE):  # unless FULL_BATCH
            yield order[start : start + BATCH_SIZE]  # unless FULL_BATCH


def measured(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """The loss and the accuracy of each network at these points."""
    with torch.no_grad():
        logits = networks(x.expand(count, -1, -1))
        y = y.expand(count, -1)
        return losses(logits, y).mean(dim=1), (predictions(logits) == y).double().mean(dim=1)


torch.set_num_threads(1)  # so small a network gains nothing from more
count = len(FUNCTIONS) * len(SEEDS)
networks = Networks()
optimiser = make_optimiser(networks.weights, networks.biases)
sources = [batches(seed) for seed in SEEDS]
gradients, loss, accuracy = [], [], []

for step in range(STEPS + 1):
    batch = torch.stack([next(source) for source in sources]).repeat(len(FUNCTIONS), 1)
    optimiser.zero_grad()
    each = losses(networks(points[batch]), labels[batch])
    for part in networks.inside:  # if INSIDE
        part.retain_grad()  # if INSIDE
    # Networks do not mix: in the gradient of the sum of their losses each finds its own.
    each.mean(dim=1).sum().backward()

    sizes = [magnitude(weight.grad) for weight in networks.weights]  # unless INSIDE
    # The loss is a mean: times the points of the batch, this is what a single one sends back.  # if INSIDE
    sizes = [BATCH_SIZE * magnitude(part.grad) for part in networks.inside]  # if INSIDE
    gradients.append(torch.stack(sizes, dim=1))
    now = measured(points, labels)
    loss.append(now[0])
    accuracy.append(now[1])
    for group in optimiser.param_groups:  # if RATE_CHANGES
        group["lr"] = RATE_CHANGES.get(step, group["lr"])  # if RATE_CHANGES
    if step < STEPS:
        optimiser.step()
test_loss, test_accuracy = measured(test_points, test_labels)  # if TEST_POINTS
