"""Each way to go wrong is recognised in a function made for it, with the numbers in the operation."""

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from experiments.numerics.causes import Cause, Part, cause_of


class Formula(nn.Module):
    def __init__(self, formula: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.formula = formula

    def forward(self, x: Tensor) -> Tensor:
        return self.formula(x)


def cause(formula: Callable[[Tensor], Tensor], x: float, part: Part) -> Cause | None:
    return cause_of(Formula(formula), x, torch.float32, part)


def of(found: Cause | None) -> tuple[str, str, tuple[float, ...], bool]:
    assert found is not None
    return found.kind, found.step.operation, found.step.inputs, found.untaken


def test_an_overflow_is_found_behind_what_it_became() -> None:
    found = cause(lambda x: 2 * torch.exp(x) + 1, 100.0, "value")
    assert of(found) == ("overflow", "exp", (100.0,), False)
    assert found is not None
    assert found.meeting is None


def test_nan_names_the_operation_in_which_the_overflow_met_its_match() -> None:
    found = cause(lambda x: torch.exp(x) - torch.exp(x), 100.0, "value")
    assert found is not None
    assert (found.kind, found.step.operation) == ("overflow", "exp")
    assert found.meeting is not None
    assert (found.meeting.operation, found.meeting.inputs) == ("sub", (math.inf, math.inf))
    assert not found.meeting.backward


def test_a_branch_that_where_did_not_take_is_recognised_on_the_way_back() -> None:
    found = cause(lambda x: torch.where(x > 0, x, torch.exp(x)), 100.0, "slope")
    assert of(found) == ("overflow", "exp", (100.0,), True)
    assert found is not None
    assert found.meeting is not None
    assert found.meeting.backward
    assert sorted(map(abs, found.meeting.inputs)) == [0.0, math.inf]


def test_the_same_overflow_in_the_branch_that_was_taken_is_no_fault_of_where() -> None:
    found = cause(lambda x: torch.where(x < 0, x, torch.log(torch.exp(x))), 100.0, "slope")
    assert of(found)[0::3] == ("overflow", False)


def test_the_branch_that_was_taken_is_followed() -> None:
    found = cause(lambda x: torch.where(x > 0, torch.exp(x) - 1, x), 1e-9, "value")
    assert of(found) == ("cancelled", "sub", (1.0, 1.0), False)


def test_a_small_number_beside_one_is_absorbed() -> None:
    found = cause(lambda x: torch.log(1 + torch.exp(x)), -20.0, "value")
    assert of(found)[0:2] == ("absorbed", "add")


def test_a_product_of_small_numbers_underflows() -> None:
    assert of(cause(lambda x: x * x, 1e-30, "value"))[0:2] == ("underflow", "mul")


def test_the_difference_inside_pytorchs_own_slope_of_tanh_is_seen() -> None:
    found = cause(torch.tanh, 20.0, "slope")
    assert of(found) == ("cancelled", "tanh_backward", (1.0, 1.0), False)


def test_two_gradients_that_cancel_are_seen_on_the_way_back() -> None:
    found = cause(lambda x: x * 2 - x * 2, 3.0, "slope")
    assert of(found)[0:2] == ("cancelled", "add")
    assert found is not None
    assert found.step.backward


def test_an_infinite_x_is_nobodys_fault() -> None:
    found = cause(lambda x: x * torch.sigmoid(x), -math.inf, "value")
    assert found is not None
    assert found.kind == "infinite"
    assert found.meeting is not None
    assert found.meeting.inputs == (-math.inf, 0.0)


@pytest.mark.parametrize("part", ["value", "slope"])
def test_nothing_is_said_where_nothing_went_wrong(part: Part) -> None:
    assert cause(lambda x: torch.exp(x) + x, 1.0, part) is None
