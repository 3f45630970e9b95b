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
from tests.activations.formula.grammar import FORMULAS, Drawn

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
    ("|x|", "abs(x)"),
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
    ("2 × x", "2*x"),
    ("x ⋅ x", "x*x"),
    ("x – 1", "x - 1"),
    ("x — 1", "x - 1"),
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
    ("X", "x"),
    ("Max(0, X)", "max(0, x)"),
    ("Tanh(x)", "tanh(x)"),
    ("Sin(X)/X", "sin(x)/x"),
    ("E^x - 1", "e**x - 1"),
    ("1/(1+E^(-x))", "1/(1 + e**(-x))"),
    ("PI * x", "pi*x"),
    ("Pi*x", "pi*x"),
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
        ("u*sigmoid(u)", "x", "u*sigmoid(u)"),
    ],
)
def test_the_input_may_have_another_name_where_x_does_not_occur(typed: str, name: str, plain: str) -> None:
    assert function_class(typed).input_name == name
    assert normalised(typed) == normalised(plain)


def test_an_input_of_another_name_is_no_parameter() -> None:
    assert [each.name for each in parse("a*z*sigmoid(z)").parameters] == ["a"]
    assert [each.name for each in parse("E*x + F*E").parameters] == ["E", "F"]


def refusal(text: str) -> tuple[str, int | None]:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    return refused.value.sentence, refused.value.position


@pytest.mark.parametrize(
    ("text", "number", "position"),
    [
        ("max(0,01x, x)", "0.01", 5),
        ("max(0,1x, x)", "0.1", 5),
        ("max(0,1x,x)", "0.1", 5),
        ("0,5x", "0.5", 1),
        ("x + 0,5", "0.5", 5),
        ("(0,5x)", "0.5", 2),
        ("sigmoid(1,702x)", "1.702", 9),
        ("x^0,5", "0.5", 3),
        ("min(1,5; x)", "1.5", 5),
        ("max(0; 0,1x)", "0.1", 8),
        ("clip(x,0,1,5)", "0.1", 8),
        ("clip(x, -0,5, 0,5)", "0.5", 10),
        ("leaky_relu(x,0,2)", "0.2", 14),
        ("leaky_relu(0,5x)", "0.5", 12),
        ("where(x>0,x,0,01x)", "0.01", 13),
        ("1.000,5", "1000.5", 1),
        ("1,000x", "1.000", 1),
        ("x*,5", "0.5", 3),
        ("max(0，1x, x)", "0.1", 5),
    ],
)
def test_a_decimal_comma_is_never_taken_for_a_separator(text: str, number: str, position: int) -> None:
    sentence, place = refusal(text)
    assert "decimal point" in sentence
    assert f"`{number}`" in sentence
    assert place == position


@pytest.mark.parametrize("text", ["0·5x", "2·3x"])
def test_a_point_in_the_middle_of_a_line_is_not_guessed_at(text: str) -> None:
    assert refusal(text) == ("Write a decimal point as `.` and a product as `*`.", 2)


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
    ("text", "written"),
    [
        ("x if x > 0 else 0.01x", "where(x > 0, x, 0.01x)"),
        ("2*(x if x>0 else 0)", "where(x>0, x, 0)"),
        ("max(x if x > 1 else 1, 0)", "where(x > 1, x, 1)"),
        ("f(x) = x if x > 0 else 0", "where(x > 0, x, 0)"),
        ("x>0 ? x : 0", "where(x>0, x, 0)"),
        ("(x > 0) ? x : exp(x) - 1", "where((x > 0), x, exp(x) - 1)"),
        ("If(x>0; x; 0)", "where(x>0, x, 0)"),
        ("if(x>0, x, 0)", "where(x>0, x, 0)"),
        ("=IF(A1>0;A1;0)", "where(x>0, x, 0)"),
        ("=WENN(A1>0;A1;0)", "where(x>0, x, 0)"),
        ("IIf(x>0, x, 0.1x)", "where(x>0, x, 0.1x)"),
        ("ifelse(x > 0, x, 0)", "where(x > 0, x, 0)"),
        (r"\begin{cases} x & x > 0 \\ 0.01x & x \le 0 \end{cases}", "where(x > 0, x, 0.01x)"),
        (r"\begin{cases} x, & \text{if } x > 0 \\ 0, & \text{otherwise} \end{cases}", "where(x > 0, x, 0)"),
    ],
)
def test_a_choice_is_answered_with_where_and_the_readers_own_parts(text: str, written: str) -> None:
    sentence, _ = refusal(text)
    assert sentence == f"A choice is written `{written}`."
    parse(written)


@pytest.mark.parametrize(
    "text",
    ["x if x > 0", "if x > 0: x", "x>0 ? x", "x ? ", "if", "if(", r"\begin{cases} x \end{cases}", "? :"],
)
def test_half_a_choice_is_answered_with_an_example(text: str) -> None:
    assert refusal(text)[0] == "A choice is written `where(x > 0, x, 0.01x)`."


@pytest.mark.parametrize(
    ("text", "part", "position"),
    [
        ("xsin(x)", "`x*sin(…)`", 2),
        ("ax+b", "`a*x`", 2),
        ("b + ax", "`a*x`", 6),
        ("xe^x", "`x*e`", 2),
        ("2pix", "`pi*x`", 4),
        ("alphax", "`alpha*x`", 6),
        ("axe^x", "`a*x*e`", 2),
        ("xmax(0, x)", "`x*max(…)`", 2),
        ("xsigmoid(x)", "`x*sigmoid(…)`", 2),
        ("sinx", "sin(x)", 1),
        ("2lnx", "ln(x)", 2),
        ("x2", "`2*x`", 1),
        ("x2", "`x^2`", 1),
    ],
)
def test_letters_that_stick_together_are_told_apart_at_their_place(
    text: str, part: str, position: int
) -> None:
    sentence, place = refusal(text)
    assert part in sentence
    assert place == position


@pytest.mark.parametrize(
    ("text", "sentence", "position"),
    [
        ("x \\ 2", "Formulas have no such character: backslash.", 3),
        ("$x$", "Formulas have no such character: dollar sign.", 1),
        ("5%*x", "Formulas have no such character: `%`, percent sign.", 2),
        ("x'", "Formulas have no such character: apostrophe.", 2),
        ("𝑥", "Formulas have no such character: mathematical italic small x; type a plain `x`.", 1),
        ("⌊x⌋", "Formulas have no rounding; steps are made of comparisons, such as x > 1.", 1),
        ("e^2x", "Is x in the exponent? Write `^(2*x)` or `^2*x`.", 4),
        ("e^-2x", "Is x in the exponent? Write `^(2*x)` or `^2*x`.", 5),
        (
            "sin^-1(x)",
            "A power of `sin` stands behind its brackets; an inverse function has its own name.",
            4,
        ),
        (
            "tanh⁻¹(x)",
            "A power of `tanh` stands behind its brackets; an inverse function has its own name.",
            5,
        ),
        ("ln 2x", "`ln` needs brackets: ln(x).", 1),
        ("sin x/2", "`sin` needs brackets: sin(x).", 1),
        ("x/σ", "`σ` needs brackets: σ(x).", 3),
        (r"\ln x^2", "`ln` needs brackets: ln(x).", 1),
        ("|x|x|x|", "Which bars belong together? Write abs(x) for the size of x.", 3),
        ("x => 0", "At least is written `>=`.", 3),
        ("AND(x>0, x<1)", "`and` stands between two comparisons: `x>0 and x<1`.", 1),
        ("x * and(x > 0; x < 1)", "`and` stands between two comparisons: `x > 0 and x < 1`.", 5),
        ("x[0]", "A product with a square bracket needs its `*`; x has no index.", 2),
        ("(x]", "This bracket closes one of another kind.", 3),
        ("nn.LeakyReLU(0.2)(x)", "Write `LeakyReLU(x, 0.2)`, with the input first.", 4),
        (
            "clamp(x, min=0)",
            "Arguments have no names here: leaky_relu(x, 0.2), clip(x, 0, 6), max(x, 0).",
            10,
        ),
        ("2x.relu()", "Put brackets around what the function is called on.", 1),
        ("f(z) = z + x", "The input is called `z` here, but x occurs as well.", 12),
        ("f(e) = e^2", "`e` has a meaning of its own; call the input x.", 8),
        ("=A1 + B1", "A function has one input; here are several cells.", 2),
        (r"\frac12", "Both parts of a fraction need curly brackets; or write (a)/(b).", 1),
        (r"\sqrt[3]{x}", "Write a root as a power, such as x^(1/3).", 1),
        (r"\unknown{x}", "I don't know LaTeX's command `unknown`.", 1),
        (
            "lg(x)",
            "`lg` has base 10 in some books and base 2 in others; write `log10` or `log2`.",
            1,
        ),
        ("=LOG(A1)", "`LOG` has base 10 in spreadsheets; write `log10` or `ln`.", 2),
        ("floor(x)", "`floor` makes steps, which formulas make of comparisons, such as x > 1.", 1),
        (
            "softmax(x)",
            "`softmax` looks at a whole layer; an activation function takes one number at a time.",
            1,
        ),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_answered_with_the_remedy(
    text: str, sentence: str, position: int
) -> None:
    assert refusal(text) == (sentence, position)


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
        assert refusal(typeset)[0].startswith("A choice is written")
    else:
        again = parse(f"f(x) = {typeset}")
        assert isinstance(again, FormulaFunction)
        assert LATEX.written(again.tree).replace("{e}", "e") == typeset.replace("{e}", "e")
