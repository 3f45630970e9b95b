"""The base class: a proper nn.Module with a name, a config and checked parameters."""

import copy
import pickle

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from activations.base import ActivationFunction, Hyperparameter
from activations.catalogue import CATALOGUE, create
from activations.functions.elu import ELU
from activations.functions.leaky_relu import LeakyReLU


class Cube(ActivationFunction):
    """The least that a student has to write."""

    def forward(self, x: Tensor) -> Tensor:
        return x**3


def test_a_subclass_needs_nothing_but_forward() -> None:
    cube = Cube()
    assert (cube.name, cube.config, tuple(cube.hyperparameters)) == ("Cube", {"name": "Cube"}, ())
    assert cube(torch.tensor([2.0])).tolist() == [8.0]


def test_the_base_class_itself_computes_nothing() -> None:
    with pytest.raises(NotImplementedError):
        ActivationFunction()(torch.zeros(1))


def test_config_holds_the_name_and_every_parameter_given_or_default() -> None:
    assert LeakyReLU().config == {"name": "LeakyReLU", "alpha": 0.01}
    assert LeakyReLU(alpha=1).config == {"name": "LeakyReLU", "alpha": 1.0}


def test_changing_one_functions_config_leaves_its_siblings_alone() -> None:
    changed, sibling = LeakyReLU(), LeakyReLU()
    changed.config["alpha"] = 0.5
    assert (changed(torch.tensor(-1.0)).item(), sibling.config["alpha"]) == (-0.5, 0.01)


def test_a_value_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(ValueError, match=r"^alpha goes from 0 to 1; 7 is outside\.$"):
        LeakyReLU(alpha=7)


@pytest.mark.parametrize("value", [-0.001, 1.0000001, float("nan"), float("inf"), -float("inf")])
def test_no_value_outside_the_range_gets_in(value: float) -> None:
    with pytest.raises(ValueError, match="alpha goes from 0 to 1"):
        LeakyReLU(alpha=value)


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_ends_of_every_range_are_allowed_and_the_default_sits_on_the_slider(key: str) -> None:
    for parameter in CATALOGUE[key].function_class.hyperparameters:
        assert parameter.checked(parameter.low) == parameter.low
        assert parameter.checked(parameter.high) == parameter.high
        positions = (parameter.default - parameter.low) / parameter.step
        assert positions == pytest.approx(round(positions))
        assert parameter.name.isascii()


def test_an_unknown_parameter_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"^ELU takes alpha; 'beta' is unknown\.$"):
        ELU(beta=1)
    with pytest.raises(ValueError, match=r"^Cube takes no parameters; 'alpha' is unknown\.$"):
        Cube(alpha=1)


def test_a_table_names_what_shapes_a_function_and_leaves_torchs_method_alone() -> None:
    (alpha,) = LeakyReLU.hyperparameters
    assert isinstance(alpha, Hyperparameter)
    assert alpha.symbol == "α"
    assert list(LeakyReLU().parameters()) == []


class PReLU(ActivationFunction):
    """LeakyReLU whose slope below zero is learned; He, Zhang, Ren, Sun (2015)."""

    def __init__(self) -> None:
        super().__init__()
        self.alpha = nn.Parameter(torch.tensor(0.25))

    def forward(self, x: Tensor) -> Tensor:
        return torch.where(x <= 0, self.alpha * x, x)


def test_a_subclass_with_something_to_learn_learns_it() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(1, 1), PReLU())
    optimiser = torch.optim.Adam(network.parameters(), lr=0.05)
    x = torch.linspace(-2, 2, 41).unsqueeze(1)
    target = torch.where(x <= 0, 0.6 * x, x)
    for _ in range(400):
        optimiser.zero_grad()
        (network(x) - target).square().mean().backward()
        optimiser.step()
    assert dict(network.named_parameters())["1.alpha"].item() == pytest.approx(0.6, abs=0.01)
    network.requires_grad_(False)
    assert not any(parameter.requires_grad for parameter in network.parameters())


@pytest.mark.parametrize("key", CATALOGUE)
def test_torchs_module_methods_work(key: str) -> None:
    function = create(key)
    assert function.state_dict() == {}
    function.load_state_dict({})
    function.zero_grad()
    function.requires_grad_(False)
    assert function.double().eval().train().training
    assert list(function.named_parameters()) == []


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_network_with_it_lists_its_weights_and_sends_each_a_gradient(key: str) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 8), create(key), nn.Linear(8, 1))
    network(torch.randn(32, 2)).square().mean().backward()
    weights = list(network.parameters())
    assert [tuple(each.shape) for each in weights] == [(8, 2), (8,), (1, 8), (1,)]
    assert all(each.grad is not None and each.grad.abs().sum() > 0 for each in weights)


def test_copies_and_pickles_keep_the_parameters() -> None:
    function = create("swish", beta=2.5)
    for twin in (copy.deepcopy(function), pickle.loads(pickle.dumps(function))):  # noqa: S301 our own bytes
        assert twin.config == {"name": "Swish", "beta": 2.5}
        x = torch.from_numpy(np.linspace(-3, 3, 7))
        torch.testing.assert_close(twin(x), function(x))


def test_printing_a_network_shows_the_parameters() -> None:
    assert repr(nn.Sequential(create("elu", alpha=0.5), create("tanh"))).split() == (
        ["Sequential(", "(0):", "ELU(alpha=0.5)", "(1):", "Tanh()", ")"]
    )
