"""Computes a tree by PyTorch, with the very operations that the code to take away writes down."""

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.formula.numbers_in import Value, numbers_in
from activations.formula.tree import Call, Name, Node, X, each_once

Compute = Callable[[Tensor], Tensor]


def _absolute(x: Tensor) -> Tensor:
    """torch.abs, for whose second slope PyTorch would load a compiler: two seconds; |−0| is 0, not −0."""
    return x * torch.sign(x) + 0.0


def _softplus(u: Tensor) -> Tensor:
    return F.softplus(u, threshold=40)  # PyTorch's default threshold of 20 shows in double precision


# Python's operators take numbers beside tensors; PyTorch's functions take tensors.
OPERATORS: Mapping[str, Callable[..., Tensor]] = MappingProxyType(
    {
        "add": operator.add,
        "subtract": operator.sub,
        "multiply": operator.mul,
        "divide": operator.truediv,
        "power": operator.pow,
        "negate": operator.neg,
        "less": operator.lt,
        "less_equal": operator.le,
        "greater": operator.gt,
        "greater_equal": operator.ge,
        "equal": operator.eq,
        "not_equal": operator.ne,
    }
)
FUNCTIONS: Mapping[str, Callable[..., Tensor]] = MappingProxyType(
    {
        "and": torch.logical_and,
        "or": torch.logical_or,
        "not": torch.logical_not,
        "exp": torch.exp,
        "expm1": torch.expm1,
        "log": torch.log,
        "log1p": torch.log1p,
        "sqrt": torch.sqrt,
        "abs": _absolute,
        "sign": torch.sign,
        "sin": torch.sin,
        "cos": torch.cos,
        "sinh": torch.sinh,
        "cosh": torch.cosh,
        "tanh": torch.tanh,
        "asinh": torch.asinh,
        "atan": torch.atan,
        "erf": torch.erf,
        "sigmoid": torch.sigmoid,
        "softplus": _softplus,
        "relu": torch.relu,
        "min": torch.minimum,
        "max": torch.maximum,
        "clip": torch.clamp,
        "where": torch.where,
    }
)


def computation(tree: Node, parameters: Mapping[str, float | Tensor]) -> Compute:
    """Turn a tree into a function of a tensor x.

    Args:
        tree: it may use a part in several places, which is then computed once.
        parameters: the value of each parameter: one number, or a tensor [N] with one for each x [N].

    Returns:
        the function; what does not depend on x comes as one number [].

    Numerics: in the dtype of x; parts without a name are computed in double precision, once.
    """
    numbers = numbers_in(tree)
    steps = [node for node in each_once(tree) if id(node) not in numbers]
    last_use = {id(part): place for place, node in enumerate(steps) for part in node.arguments}

    def compute(x: Tensor) -> Tensor:
        values: dict[int, Tensor | Value] = dict(numbers)
        for place, node in enumerate(steps):
            values[id(node)] = _computed(node, values, x, parameters)
            for part in node.arguments:
                if last_use[id(part)] == place:
                    values.pop(id(part), None)  # its memory is free for the next
        return _tensor(values[id(tree)], x)

    return compute


def _computed(
    node: Node, values: Mapping[int, Tensor | Value], x: Tensor, parameters: Mapping[str, float | Tensor]
) -> Tensor:
    if node == X:
        return x
    if isinstance(node, Name):
        return torch.as_tensor(parameters[node.name], dtype=x.dtype)
    arguments = [values[id(each)] for each in node.arguments]
    match node:
        case Call("indicator", _):
            return _tensor(arguments[0], x).to(x.dtype)
        case Call(operation, _) if operation in OPERATORS:
            return OPERATORS[operation](*arguments)
        case Call(operation, _):
            return FUNCTIONS[operation](*(_tensor(each, x) for each in arguments))
    raise TypeError(f"{node} is no part of a formula.")


def _tensor(value: Tensor | Value, x: Tensor) -> Tensor:
    """A number as a tensor without a dimension."""
    if isinstance(value, Tensor):
        return value
    return torch.tensor(value) if isinstance(value, bool) else x.new_tensor(value)
