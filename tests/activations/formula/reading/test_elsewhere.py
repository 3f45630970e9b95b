"""Functions that other programs have compute what they compute there, at tiny and at large inputs too."""

from collections.abc import Callable

import mpmath
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from activations.formula import FormulaError, normalised, parse, size
from activations.formula.reading.elsewhere import ALIASES, FORMS, counts, form_of, function_of
from activations.formula.reading.parser import MOST_NODES

EPSILON = {torch.float32: 2.0**-23, torch.float64: 2.0**-52}
EVERYWHERE = (-80.0, -20.0, -3.5, -1.0, -0.3, -1e-4, -1e-12, 1e-12, 1e-4, 0.2, 1.0, 2.5, 19.0, 80.0)
WITHIN_ONE = (-0.999, -0.5, -1e-6, 1e-12, 1e-3, 0.5, 0.999)
ABOVE_ONE = (1.0001, 1.5, 3.0, 1e4, 1e20, 1e38)
LARGE = (-1e38, -1e20, -1e4, 1e4, 1e20, 1e38)
POSITIVE = (1e-30, 0.5, 1.0, 8.0, 1000.0, 1e30)


def normal_share(x: mpmath.mpf) -> mpmath.mpf:
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def softplus(x: mpmath.mpf) -> mpmath.mpf:
    return mpmath.log1p(mpmath.exp(x))


def elu(x: mpmath.mpf) -> mpmath.mpf:
    return x if x > 0 else mpmath.expm1(x)


# Right to a few units in the last place, whatever the size of x and of the value.
RELATIVE: dict[str, tuple[Callable[[mpmath.mpf], mpmath.mpf], tuple[float, ...]]] = {
    "silu(x)": (lambda x: x / (1 + mpmath.exp(-x)), EVERYWHERE),
    "swish(x, 2)": (lambda x: x / (1 + mpmath.exp(-2 * x)), (-20.0, *EVERYWHERE[2:])),
    "elu(x)": (elu, EVERYWHERE + LARGE),
    "elu(x, 0.5)": (lambda x: x if x > 0 else mpmath.expm1(x) / 2, EVERYWHERE + LARGE),
    "celu(x, 2)": (lambda x: x if x > 0 else 2 * mpmath.expm1(x / 2), EVERYWHERE + LARGE),
    "selu(x)": (
        lambda x: (
            mpmath.mpf("1.0507009873554804934")
            * (1 if x > 0 else mpmath.mpf("1.6732632423543772848"))
            * elu(x)
        ),
        EVERYWHERE + LARGE[:-1],
    ),
    "mish(x)": (lambda x: x * mpmath.tanh(softplus(x)), EVERYWHERE),
    "logsigmoid(x)": (lambda x: -softplus(-x), EVERYWHERE + LARGE[:3]),
    "softsign(x)": (lambda x: x / (1 + abs(x)), EVERYWHERE + LARGE),
    "leaky_relu(x)": (lambda x: x if x > 0 else x / 100, EVERYWHERE + LARGE),
    "leaky_relu(x, 2)": (lambda x: x if x > 0 else 2 * x, EVERYWHERE + LARGE),
    "hardtanh(x)": (lambda x: min(max(x, -1), 1), EVERYWHERE + LARGE),
    "relu6(x)": (lambda x: min(max(x, 0), 6), EVERYWHERE + LARGE),
    "softshrink(x)": (
        lambda x: x - mpmath.sign(x) / 2 if abs(x) > 0.5 else mpmath.mpf(0),
        EVERYWHERE + LARGE,
    ),
    "hardshrink(x)": (lambda x: x if abs(x) > 0.5 else mpmath.mpf(0), EVERYWHERE + LARGE),
    "threshold(x, 1, 20)": (lambda x: x if x > 1 else mpmath.mpf(20), EVERYWHERE + LARGE),
    "softplus(x, 2)": (lambda x: softplus(2 * x) / 2, EVERYWHERE[1:]),
    "sinh(x)": (mpmath.sinh, (*EVERYWHERE, -89.0, 89.0)),
    "cosh(x)": (mpmath.cosh, (*EVERYWHERE, -89.0, 89.0)),
    "asinh(x)": (mpmath.asinh, EVERYWHERE + LARGE),
    "acosh(x)": (mpmath.acosh, ABOVE_ONE),
    "atanh(x)": (mpmath.atanh, WITHIN_ONE),
    "asin(x)": (mpmath.asin, WITHIN_ONE),
    "acos(x)": (mpmath.acos, WITHIN_ONE),
    "arctan(x)": (mpmath.atan, EVERYWHERE + LARGE),
    "tan(x)": (mpmath.tan, WITHIN_ONE),
    "cot(x)": (mpmath.cot, WITHIN_ONE),
    "sec(x)": (mpmath.sec, WITHIN_ONE),
    "csc(x)": (mpmath.csc, WITHIN_ONE),
    "sech(x)": (mpmath.sech, EVERYWHERE),
    "csch(x)": (mpmath.csch, EVERYWHERE),
    "coth(x)": (mpmath.coth, EVERYWHERE),
    "log2(x)": (lambda x: mpmath.log(x, 2), POSITIVE),
    "log10(x)": (mpmath.log10, POSITIVE),
    "log(x, 3)": (lambda x: mpmath.log(x, 3), POSITIVE),
    "ln(x)": (mpmath.log, POSITIVE),
    "logit(x)": (lambda x: mpmath.log(x) - mpmath.log1p(-x), (1e-12, 0.3, 0.6, 0.999)),
    "exp2(x)": (lambda x: mpmath.mpf(2) ** x, EVERYWHERE),
    "pow(x, 3)": (lambda x: x**3, EVERYWHERE),
    "square(x)": (lambda x: x**2, EVERYWHERE),
    "cbrt(x)": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), EVERYWHERE + LARGE),
    "rsqrt(x)": (lambda x: 1 / mpmath.sqrt(x), POSITIVE),
    "reciprocal(x)": (lambda x: 1 / x, EVERYWHERE),
    "sgn(x)": (mpmath.sign, EVERYWHERE + LARGE),
    "step(x)": (lambda x: mpmath.mpf(x > 0), EVERYWHERE + LARGE),
    "np.heaviside(x, 0.5)": (lambda x: mpmath.mpf(x > 0), EVERYWHERE + LARGE),
    "maximum(x, 0)": (lambda x: max(x, 0), EVERYWHERE + LARGE),
    "minimum(x, 0)": (lambda x: min(x, 0), EVERYWHERE + LARGE),
    "sigma(x)": (lambda x: 1 / (1 + mpmath.exp(-x)), EVERYWHERE),
}
# Right to a few roundings of the numbers that are added up, as in PyTorch's own.
ABSOLUTE: dict[str, tuple[Callable[[mpmath.mpf], mpmath.mpf], tuple[float, ...]]] = {
    "gelu(x)": (lambda x: x * normal_share(x), EVERYWHERE),
    "normcdf(x)": (normal_share, EVERYWHERE),
    "erfc(x)": (mpmath.erfc, EVERYWHERE),
    "tanhshrink(x)": (lambda x: x - mpmath.tanh(x), EVERYWHERE),
    "hardsigmoid(x)": (lambda x: min(max(x + 3, 0), 6) / 6, EVERYWHERE + LARGE),
    "hardswish(x)": (lambda x: x * min(max(x + 3, 0), 6) / 6, EVERYWHERE + LARGE[:-1]),
}


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("text", [*RELATIVE, *ABSOLUTE])
def test_a_form_has_the_values_of_mpmath(text: str, dtype: torch.dtype) -> None:
    true, places = (RELATIVE | ABSOLUTE)[text]
    x = torch.tensor(places, dtype=dtype)
    found = parse(text)(x)
    with mpmath.workdps(40):
        for given, value in zip(x.tolist(), found.tolist(), strict=True):
            expected = true(mpmath.mpf(given))
            scale = (
                abs(expected) if text in RELATIVE else abs(expected) + min(1, abs(given)) + abs(given) * 2e-2
            )
            # a base of logarithms and an exponent are rounded too, which 160 roundings cover
            assert abs(mpmath.mpf(value) - expected) <= 160 * EPSILON[dtype] * scale + mpmath.mpf("1e-38")


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("gelu(x)", F.gelu),
        ("silu(x)", F.silu),
        ("elu(x)", F.elu),
        ("elu(x, 0.3)", lambda x: F.elu(x, 0.3)),
        ("selu(x)", F.selu),
        ("celu(x, 2)", lambda x: F.celu(x, 2)),
        ("mish(x)", F.mish),
        ("leaky_relu(x, 0.2)", lambda x: F.leaky_relu(x, 0.2)),
        ("relu6(x)", F.relu6),
        ("hardtanh(x)", F.hardtanh),
        ("hardtanh(x, -2, 3)", lambda x: F.hardtanh(x, -2, 3)),
        ("hardswish(x)", F.hardswish),
        ("softsign(x)", F.softsign),
        ("logsigmoid(x)", F.logsigmoid),
        ("tanhshrink(x)", F.tanhshrink),
        ("softshrink(x)", F.softshrink),
        ("hardshrink(x)", F.hardshrink),
        ("threshold(x, 1, 20)", lambda x: F.threshold(x, 1, 20)),
        ("sinh(x)", torch.sinh),
        ("cosh(x)", torch.cosh),
        ("asinh(x)", torch.asinh),
        ("tan(x)", torch.tan),
    ],
)
def test_value_and_slope_are_pytorchs_own(text: str, theirs: Callable[[Tensor], Tensor]) -> None:
    x = torch.linspace(-7, 7, 141, dtype=torch.float64) + 1 / 997  # beside all kinks
    ours_at, theirs_at = x.clone().requires_grad_(), x.clone().requires_grad_()
    ours, expected = parse(text)(ours_at), theirs(theirs_at)
    torch.testing.assert_close(ours, expected, rtol=1e-12, atol=1e-14)
    (slope,) = torch.autograd.grad(ours.sum(), ours_at)
    (expected_slope,) = torch.autograd.grad(expected.sum(), theirs_at)
    torch.testing.assert_close(slope, expected_slope, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize(
    "text", ["elu(x)", "celu(x)", "gelu(x)", "silu(x)", "mish(x)", "asinh(x)", "sinh(x)"]
)
def test_the_slope_at_0_is_the_one_that_a_smooth_function_has(text: str) -> None:
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(parse(text)(x).sum(), x)
    expected = {"gelu": 0.5, "silu": 0.5, "mish": 0.6}.get(text[:4], 1.0)
    assert slope.item() == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("function", FORMS)
def test_every_form_is_small_and_none_is_out_of_reach(function: str) -> None:
    for given in counts(function):
        if form_of(function, given) is not None:
            text = f"{function}({', '.join(['x', '2', '3'][:given])})"
            assert size(text) <= MOST_NODES / 3
            assert normalised(normalised(text)) == normalised(text)


def test_every_other_name_leads_to_a_function() -> None:
    assert {name: function_of(name) for name in ALIASES if function_of(name) != ALIASES[name]} == {}
    assert set(ALIASES) & set(FORMS) == set()


@pytest.mark.parametrize(
    "names",
    [
        ("leaky_relu(x)", "LeakyReLU(x)", "leakyrelu(x)", "lrelu(x)", "LEAKY_RELU(x)"),
        ("silu(x)", "SiLU(x)", "swish(x)", "Swish(x)", "x * sigmoid(x)"),
        ("gelu(x)", "GELU(x)", "nn.GELU()(x)", "0.5x(1 + erf(x/√2))", "x.gelu()"),
        ("hardswish(x)", "hard_swish(x)", "HardSwish(x)", "x * clip(x + 3, 0, 6) / 6"),
        ("arcsinh(x)", "asinh(x)", "arsinh(x)"),
        ("log_sigmoid(x)", "LogSigmoid(x)", "-softplus(-x)"),
    ],
)
def test_all_names_of_a_function_have_one_spelling(names: tuple[str, ...]) -> None:
    assert len({normalised(each) for each in names}) == 1


@pytest.mark.parametrize("deep", range(2, 31))
def test_forms_within_forms_count_as_if_they_had_been_typed(deep: int) -> None:
    """gelu has two x: three of them within one another are 71 nodes, thirty are 10¹⁰."""
    text = "gelu(" * deep + "x" + ")" * deep
    if deep == 2:
        assert size(text) == 31
    else:
        with pytest.raises(FormulaError, match="at most 60 numbers, names and operations"):
            parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gelu(x, 1)", "`gelu` takes 1 argument; here it has 2."),
        ("leaky_relu(x, 0.1, 2)", "`leaky_relu` takes 1 or 2 arguments; here it has 3."),
        ("pow(x)", "`pow` takes 2 arguments; here it has 1."),
    ],
)
def test_a_wrong_number_of_arguments_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert refused.value.sentence == sentence
