"""The chance that a network is born dead: that it gives the same answer everywhere before it has learned."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.networks.initialisations import draw
from experiments.networks.stack import generator

DEEPEST = 20
WIDTHS = (2, 3, 5, 10)
NETWORKS = 400
POINTS = 100
# Lu et al. (2020): the share of networks of ten layers that learned |x| as a constant, by width: more than
# 0.9, about 0.6, more than 0.1, less than 0.01.
LU_DEPTH = 9  # hidden layers, and the output
LU_SHARES = {2: 0.90, 3: 0.60, 5: 0.10, 10: 0.01}


@dataclass(frozen=True, slots=True, eq=False)
class BornDead:
    """How often random networks of one function and width give the same output at every input.

    Args:
        function: what they apply.
        width: units in each hidden layer.
        shares: float64 [20], for 1 … 20 hidden layers: the share of the networks whose last hidden layer
            gives the same at every input, so that whatever follows is a constant.
    """

    function: FunctionSpec
    width: int
    shares: NDArray[np.float64]


@torch.inference_mode()
def born_dead(function: FunctionSpec, width: int, inputs: NDArray[np.float64], seed: int = 0) -> BornDead:
    """Draw 400 networks from He's initialisation with zero biases, and look at each of their layers.

    Args:
        function: what the hidden units apply.
        width: how many there are in a layer.
        inputs: [N, D], where the networks are asked.
        seed: of the weights.

    Numerics: float64; "the same" means that no two outputs of a unit differ at all.
    """
    f, source = kernel(function), generator(seed, "born dead")
    h = torch.from_numpy(inputs).double().expand(NETWORKS, -1, -1)
    is_constant = []
    for _ in range(DEEPEST):
        fan_in = h.shape[2]
        # He's variance depends on the inputs alone, so one wide layer is that of all networks
        weights, _ = draw("he", 1.0, fan_in, NETWORKS * width, source)
        h = f(torch.bmm(h, weights.reshape(fan_in, NETWORKS, width).transpose(0, 1)))
        is_constant.append((h == h[:, :1]).all(dim=2).all(dim=1))
    return BornDead(function, width, torch.stack(is_constant).double().mean(dim=1).numpy())


def line() -> NDArray[np.float64]:
    """100 inputs from −√3 to √3, as in Lu et al. (2020): [100, 1]."""
    return np.linspace(-np.sqrt(3), np.sqrt(3), POINTS)[:, None]
