"""The reference: each network by itself, as an `nn.Sequential` of the catalogue's own classes, in float64."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from activations.catalogue import FunctionSpec
from experiments.networks.batches import Batches
from experiments.training.train import Trainer, TrainingSpec

Array = NDArray[np.float64]


@dataclass
class PlainHistory:
    """What one network shows, with a row for every state."""

    loss: Array  # [T]
    accuracy: Array  # [T]
    gradient_magnitude: Array  # [T, L]
    error_signal: Array  # [T, L]
    dead_fraction: Array  # [T, H]


def build(function: FunctionSpec, weights: list[Tensor], biases: list[Tensor]) -> nn.Sequential:
    """Make a network from weights [fan in, fan out] and biases [fan out]."""
    layers: list[nn.Module] = []
    for weight, bias in zip(weights, biases, strict=True):
        linear = nn.Linear(weight.shape[0], weight.shape[1], dtype=torch.float64)
        linear.weight.data.copy_(weight.T)
        linear.bias.data.copy_(bias)
        layers += [linear, function.create()]
    return nn.Sequential(*layers[:-1])


def optimiser_of(spec: TrainingSpec, network: nn.Sequential) -> torch.optim.Optimizer:
    if spec.optimiser == "adam":
        return torch.optim.Adam(network.parameters(), spec.learning_rate)
    momentum = spec.momentum if spec.optimiser == "momentum" else 0.0
    return torch.optim.SGD(network.parameters(), spec.learning_rate, momentum=momentum)


def layer_outputs(network: nn.Sequential, x: Tensor) -> list[Tensor]:
    outputs = []
    for layer in network:
        x = layer(x)
        outputs.append(x)
    return outputs


def binary_cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Return −mean(y log p + (1 − y) log(1 − p)), written out."""
    log_p, log_q = nn.functional.logsigmoid(logits), nn.functional.logsigmoid(-logits)
    return -(labels * log_p + (1 - labels) * log_q).mean()


def sizes(values: list[Tensor]) -> list[float]:
    """Return the root mean square of each tensor."""
    return [float((value**2).mean() ** 0.5) for value in values]


def starts_and_batches(spec: TrainingSpec) -> tuple[list[nn.Sequential], list[tuple[Tensor, Tensor]]]:
    """Copy the start of every network, and the batches [K, B, .] that a run will see."""
    trainer = Trainer(spec, torch.float64)
    networks = []
    for index, (function, _) in enumerate(spec.networks):
        weights = [weight.detach()[index].clone() for weight in trainer.stack.weights]
        biases = [bias.detach()[index, 0].clone() for bias in trainer.stack.biases]
        networks.append(build(function, weights, biases))
    points = torch.from_numpy(trainer.dataset.points).double()
    labels = torch.from_numpy(trainer.dataset.labels).double()
    seeds = range(spec.seed, spec.seed + spec.seeds)
    stream = Batches(points, labels, seeds, len(spec.functions), spec.batch_size)
    return networks, [next(stream) for _ in range(spec.steps + 1)]


def train_alone(
    spec: TrainingSpec,
    network: nn.Sequential,
    batches: list[tuple[Tensor, Tensor]],
    points: Tensor,
    labels: Tensor,
) -> PlainHistory:
    """Train one network on batches ([B, 2], [B]) and write down what the stack writes down."""
    optimiser = optimiser_of(spec, network)
    linears = [layer for layer in network if isinstance(layer, nn.Linear)]
    rows: list[tuple[float | list[float], ...]] = []
    for step, (x, y) in enumerate(batches):
        outputs = layer_outputs(network, x)
        pre_activations = outputs[0::2]
        for z in pre_activations:
            z.retain_grad()
        optimiser.zero_grad()
        loss = binary_cross_entropy(outputs[-1][:, 0], y)
        loss.backward()  # type: ignore[no-untyped-call]
        gradients = [linear.weight.grad for linear in linears if linear.weight.grad is not None]
        signals = [len(x) * z.grad for z in pre_activations if z.grad is not None]
        with torch.no_grad():
            whole = layer_outputs(network, points)
            logits = whole[-1][:, 0]
            right = ((logits > 0).double() == labels).double().mean()
            dead = [float((h == 0).all(dim=0).double().mean()) for h in whole[1::2]]
            whole_loss = binary_cross_entropy(logits, labels)
        rows.append((float(whole_loss), float(right), sizes(gradients), sizes(signals), dead))
        if step < spec.steps:
            optimiser.step()
    return PlainHistory(*(np.array(column) for column in zip(*rows, strict=True)))
