"""What may mean two things, or nothing here, is refused with the remedy, the reader's own parts filled in."""

import pytest

from activations.formula import FormulaError, parse


def refusal(text: str) -> tuple[str, int | None]:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    return refused.value.sentence, refused.value.position


@pytest.mark.parametrize(
    ("text", "number", "position"),
    [
        ("max(0,01x, x)", "0.01", 5),
        ("max(0,1x, x)", "0.1", 5),
        ("max(0,01x)", "0.01", 5),
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
        ("=IF(A1=0;1;A1)", "where(x==0, 1, x)"),
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
        ("where(x=0, 1, x)", "Write only what f(x) equals, without `=`; to compare, use `==`.", 8),
        ("1/(1+e-x)", "Is this an exponent? Write `e^(-x)`; a difference needs spaces: `e - x`.", 7),
        ("e−2x", "Is this an exponent? Write `e^(-x)`; a difference needs spaces: `e - x`.", 2),
        ("√1+x²", "`√` needs brackets: √(x).", 1),
        (
            "=EXP(-A1^2)",
            "A spreadsheet squares -A1 in -A1^2, mathematics A1 alone; put brackets around what is meant.",
            6,
        ),
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
