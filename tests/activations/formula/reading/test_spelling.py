"""Formulas as textbooks, programs, spreadsheets, papers and phones write them: read, or told how."""

import pytest
from hypothesis import given, settings

from activations.formula import (
    FormulaError,
    FormulaFunction,
    function_class,
    normalised,
    parse,
    with_lost_pluses,
)
from activations.formula.latex import LATEX
from tests.activations.formula.reading.grammar import FORMULAS, Drawn

# What people type, and the same in the plainest spelling.
TEXTBOOKS = [
    ("sin^2(x)", "sin(x)**2"),
    ("sin²(x)", "sin(x)**2"),
    ("tanh^{2}(x)", "tanh(x)**2"),
    ("2sin² x + 1", "2*sin(x)**2 + 1"),
    ("cos^2 x", "cos(x)**2"),
    ("ln x", "log(x)"),
    ("x ln x", "x*log(x)"),
    ("sin x cos x", "sin(x)*cos(x)"),
    ("exp x - 1", "exp(x) - 1"),
    ("x/(1+|x|)", "x/(1 + abs(x))"),
    ("2|x|", "2*abs(x)"),
    ("||x| - 1|", "abs(abs(x) - 1)"),
    ("|x||x-1|", "abs(x)*abs(x - 1)"),
    ("|x − |x||", "abs(x - abs(x))"),
    ("√(1+x²)", "sqrt(1 + x**2)"),
    ("√x", "sqrt(x)"),
    ("∛x", "cbrt(x)"),
    ("x⁴", "x**4"),
    ("x¹⁰", "x**10"),
    ("x⁻¹", "x**-1"),
    ("eˣ", "e**x"),
    ("e⁻ˣ", "e**-x"),
    ("e⁻²ˣ", "e**(-2*x)"),
    ("½x", "0.5*x"),
    ("¾x²", "0.75*x**2"),
    ("x^½", "x**0.5"),
    ("2·x", "2*x"),
    ("x ⋅ x", "x*x"),
    ("x – 1", "x - 1"),
    ("x − 1", "x - 1"),
    ("x ÷ 2", "x/2"),
    ("x\u00a0+\u00a01", "x + 1"),
    ("1\u202f+\u2009x\u3000", "1 + x"),
    ("λx", "lamda*x"),
    ("lambda * x", "lamda*x"),
    ("µx", "mu*x"),
    ("ϵ x", "epsilon*x"),
    ("ϕx", "phi*x"),
    ("xΦ(x)", "x*normcdf(x)"),
    ("x·σ(βx)", "x*sigmoid(beta*x)"),
    ("x ≥ 0", "x >= 0"),
    ("x ≠ 0", "x != 0"),
    ("x(0 ≤ x ≤ 1)", "x*(0 <= x <= 1)"),
    ("x(x>0 ∧ x<1)", "x*(x > 0 and x < 1)"),
    ("max{0, x}", "max(0, x)"),
    ("[x + 1]·2", "(x + 1)*2"),
    ("2[x + 1]", "2*(x + 1)"),
    ("{x + 1}^2", "(x + 1)**2"),
    ("（x＋１）＊２", "(x + 1)*2"),
    ("max（0，x）", "max(0, x)"),
    ("f(x) = x^2", "x**2"),
    ("f(x)=max(0,x)", "max(0, x)"),
    ("σ(x) = 1/(1+e^(-x))", "1/(1 + e**(-x))"),
    ("ReLU(x) := max(0, x)", "max(0, x)"),
    ("y = a*x + b", "a*x + b"),
    ("x ↦ x²", "x**2"),
    ("x -> x^2", "x**2"),
    ("e^-x", "e**-x"),
    ("e - x", "(e - x)"),
    ("x²sin(x)", "x**2*sin(x)"),
]
CODE = [
    ("np.tanh(x)", "tanh(x)"),
    ("numpy.exp(-x)", "exp(-x)"),
    ("torch.sigmoid(x)", "sigmoid(x)"),
    ("F.relu(x)", "relu(x)"),
    ("torch.nn.functional.gelu(x)", "gelu(x)"),
    ("nn.functional.silu(x)", "silu(x)"),
    ("nn.ReLU()(x)", "relu(x)"),
    ("math.pi * x", "pi*x"),
    ("tf.nn.leaky_relu(x, 0.2)", "where(x > 0, x, 0.2*x)"),
    ("jnp.where(x > 0, x, 0.1 * x)", "where(x > 0, x, 0.1*x)"),
    ("jax.nn.softplus(x)", "softplus(x)"),
    ("scipy.special.erf(x)", "erf(x)"),
    ("F * F.relu(x)", "F*relu(x)"),
    ("x.sigmoid()", "sigmoid(x)"),
    ("x * x.sigmoid()", "x*sigmoid(x)"),
    ("(x + 1).relu()", "relu(x + 1)"),
    ("torch.exp(x).log1p()", "log1p(exp(x))"),
    ("x.clamp(0, 6)", "clip(x, 0, 6)"),
    ("x.pow(2).neg().exp()", "exp(-x**2)"),
    ("x.mul(x.tanh())", "x*tanh(x)"),
    ("x * (x > 0).float()", "x*(x > 0)"),
    ("np.maximum(0, x)**2", "max(0, x)**2"),
    ("torch.maximum(x, torch.tensor(0.0))", "max(x, 0)"),
    ("np.where((x > 0) & (x < 1), x, 0)", "where(x > 0 and x < 1, x, 0)"),
    ("where(x > 0 && x < 1, x, 0)", "where(x > 0 and x < 1, x, 0)"),
    ("where(x < 0 || x > 1, x, 0)", "where(x < 0 or x > 1, x, 0)"),
    ("where(x < 0 OR x > 1, x, 0)", "where(x < 0 or x > 1, x, 0)"),
    ("lambda x: max(0, x)", "max(0, x)"),
    ("relu6 = lambda x: min(max(0, x), 6)", "min(max(0, x), 6)"),
    ("return x * torch.sigmoid(x)", "x*sigmoid(x)"),
    ("def swish(x): return x * torch.sigmoid(x)", "x*sigmoid(x)"),
    ("f = x.tanh();", "tanh(x)"),
    ("lambda x, a: a * x", "a*x"),
    ("1./(1 + exp(-x.^2))", "1/(1 + exp(-x**2))"),
    ("x.*tanh(x)./2", "x*tanh(x)/2"),
    ("=EXP(-(A1^2))", "exp(-x**2)"),
    ("=1-A1^2", "1 - x**2"),
    ("=MAX(0;A1)", "max(0, x)"),
    ("=1/(1+EXP(-A1))", "1/(1 + exp(-x))"),
    ("=A1*(A1>0)*PI()", "x*(x > 0)*pi"),
    ("=POWER(B12;2)", "x**2"),
]
LATEXES = [
    (r"\frac{1}{1+e^{-x}}", "1/(1 + e**(-x))"),
    (r"\dfrac{x}{1+\left|x\right|}", "x/(1 + abs(x))"),
    (r"\frac{\frac{x}{2}}{3}", "x/2/3"),
    (r"\max(0,x)", "max(0, x)"),
    (r"\max\{0, x\}", "max(0, x)"),
    (r"\max\left(0, x\right)", "max(0, x)"),
    (r"x \cdot \sigma(x)", "x*sigmoid(x)"),
    (r"x\,\sigma(\beta x)", "x*sigmoid(beta*x)"),
    (r"\left( x + 1 \right)^2", "(x + 1)**2"),
    (r"\tanh x", "tanh(x)"),
    (r"\tanh^2 x", "tanh(x)**2"),
    (r"x \tanh(\ln(1+e^x))", "x*tanh(log(1 + e**x))"),
    (r"\sqrt{1+x^{2}}", "sqrt(1 + x**2)"),
    (r"\operatorname{ReLU}(x)", "relu(x)"),
    (r"\mathrm{erf}\left(\frac{x}{\sqrt{2}}\right)", "erf(x/sqrt(2))"),
    (r"f(x) = \alpha (e^x - 1)", "alpha*(e**x - 1)"),
    (r"\lambda x", "lamda*x"),
    (r"\varepsilon x", "epsilon*x"),
    (r"x \times 2 \div 3", "x*2/3"),
    (r"x (x \geq 0 \land x \le 1)", "x*(x >= 0 and x <= 1)"),
    (r"x\Phi(x)", "x*normcdf(x)"),
    (r"{x}^{2}", "x**2"),
]
PHONES = [
    ("X*sigmoid(x)", "x*sigmoid(x)"),
    ("Max(0, X)", "max(0, x)"),
    ("Tanh(x)", "tanh(x)"),
    ("Sin(X)/X", "sin(x)/x"),
    ("E^x - 1", "e**x - 1"),
    ("1/(1+E^(-x))", "1/(1 + e**(-x))"),
    ("x(E)^-x", "x*e**-x"),
    ("pow(E, x)", "e**x"),
    ("E^x*E", "(E)**x*E"),
    ("PI * x", "pi*x"),
    ("Alpha * x", "alpha*x"),
    ("Where(x > 0, x, 0)", "where(x > 0, x, 0)"),
]


@pytest.mark.parametrize(("typed", "plain"), [*TEXTBOOKS, *CODE, *LATEXES, *PHONES])
def test_what_has_one_meaning_is_read_and_has_one_spelling(typed: str, plain: str) -> None:
    assert normalised(typed) == normalised(plain)
    assert normalised(normalised(typed)) == normalised(typed)


@pytest.mark.parametrize(
    ("typed", "name", "plain"),
    [
        ("z*sigmoid(z)", "z", "x*sigmoid(x)"),
        ("t tanh(t)", "t", "x*tanh(x)"),
        ("a*z", "z", "a*x"),
        ("t*z", "z", "t*x"),
        ("f(u) = a u", "u", "a*x"),
        ("lambda v: v**2", "v", "x**2"),
        ("def swish(inputs): return inputs * sigmoid(inputs)", "inputs", "x*sigmoid(x)"),
        ("=MAX(0;A1)", "A1", "max(0, x)"),
        ("X^2", "x", "x**2"),
        ("z + x", "x", "z + x"),
        ("f(x) = z", "z", "x"),
        ("f(u) = z + 1", "z", "x + 1"),
        ("lambda u: x", "x", "x"),
        ("u*sigmoid(u)", "x", "u*sigmoid(u)"),
    ],
)
def test_the_input_may_have_another_name_where_x_does_not_occur(typed: str, name: str, plain: str) -> None:
    assert function_class(typed).input_name == name
    assert normalised(typed) == normalised(plain)


def test_an_input_of_another_name_is_no_parameter() -> None:
    assert [each.name for each in parse("a*z*sigmoid(z)").hyperparameters] == ["a"]
    assert [each.name for each in parse("E*x + F*E").hyperparameters] == ["E", "F"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("max(0,1)", "max(0, 1)"),
        ("max(0,2x)", "max(0, 2*x)"),
        ("clip(x,0,6)", "clip(x, 0, 6)"),
        ("clip(x,-1,1)", "clip(x, -1, 1)"),
        ("where(x>0,1,0)", "where(x > 0, 1, 0)"),
        ("max(0, 1, x)", "max(max(0, 1), x)"),
        ("max(0.5,1)", "max(0.5, 1)"),
        ("max(0; x)", "max(0, x)"),
        ("where(x > 0; max(0; x); 0)", "where(x > 0, max(0, x), 0)"),
    ],
)
def test_a_comma_that_can_only_separate_does(text: str, plain: str) -> None:
    assert normalised(text) == normalised(plain)


@pytest.mark.parametrize(
    ("arrived", "meant"),
    [
        ("1/(1 exp(-x))", "1/(1+exp(-x))"),
        ("x 1", "x+1"),
        ("x sin(x)", "x+sin(x)"),
        ("(x) (x)", "(x)+(x)"),
        ("max(0, x) c", "max(0, x)+c"),
        ("x |x|", "x+|x|"),
        ("x * sigmoid(beta * x)", "x * sigmoid(beta * x)"),
        ("ln x", "ln x"),
        ("x and x", "x and x"),
        ("2x", "2x"),
    ],
)
def test_a_plus_that_an_address_has_turned_into_a_space_is_found(arrived: str, meant: str) -> None:
    assert with_lost_pluses(arrived) == meant


@settings(deadline=None, max_examples=60)
@given(drawn=FORMULAS)
def test_what_the_page_typesets_can_be_typed_again(drawn: Drawn) -> None:
    function = parse(drawn.text)
    assert isinstance(function, FormulaFunction)
    typeset = LATEX.written(function.tree)
    if "cases" in typeset:
        with pytest.raises(FormulaError, match="A choice is written"):
            parse(typeset)
    else:
        again = parse(f"f(x) = {typeset}")
        assert isinstance(again, FormulaFunction)
        assert LATEX.written(again.tree).replace("{e}", "e") == typeset.replace("{e}", "e")
