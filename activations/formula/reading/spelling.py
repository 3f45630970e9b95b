"""One plain spelling of a formula, whether from a textbook, a program, a spreadsheet, LaTeX or a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from activations.formula.errors import FormulaError
from activations.formula.reading import choices, commas, from_code, from_latex, names, textbook
from activations.formula.reading.tokens import Token, bounded, cut, sign
from activations.formula.tree import X

BEFORE_A_VALUE = ("(", ",", "+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!=")
INSTEAD = {
    "=": "Write only what f(x) equals, without `=`; to compare, use `==`.",
    "=>": "At least is written `>=`.",
    "=<": "At most is written `<=`.",
    ":": "Formulas have no colon; a choice is written `where(x > 0, x, 0.01x)`.",
    ";": "A formula is one expression; arguments are separated by commas.",
    "->": "An arrow stands only at the beginning, behind the input's name.",
}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A formula in one spelling.

    Args:
        tokens: spelled as Python spells them, with a `*` wherever a product was written without one.
        input_name: what the reader calls the input, which is x in the tokens.
    """

    tokens: tuple[Token, ...]
    input_name: str


def spelled(text: str) -> Spelled:
    """Read a formula's text, and spell it plainly.

    Raises:
        FormulaError: for what is no part of a formula, stands where it cannot, or may mean two things; it
            says where, and how it is written.
    """
    found = _in_plain_signs(text)
    _check_order(found, len(text) + 1)
    joined = [found[0], *(each for pair in pairwise(found) for each in _joined(*pair))]
    inputs = (token.said for token in found if (token.kind, token.text) == ("name", X.name))
    name = next(inputs, X.name)
    return Spelled(tuple(joined), X.name if name == X.name.upper() else name)


def with_lost_pluses(text: str) -> str:
    """Put a + into every gap between two values: an address in which it was not encoded shows a space there.

    Raises:
        FormulaError: for what is no formula with them either.
    """
    letters = list(text)
    for before, after in pairwise(_in_plain_signs(text)):
        if before.ends_a_value and after.begins_a_value and after.typed and before.end < after.position:
            letters[after.position - 2] = "+"
    return "".join(letters)


def _in_plain_signs(text: str) -> list[Token]:
    """The tokens of a text, each in its plain spelling; their order is not checked yet."""
    found, given = from_code.body(textbook.round_brackets(from_latex.plain(cut(text))))
    if not found:
        raise FormulaError("Type a formula in x, for example x * sigmoid(x).")
    found = from_code.without_libraries(found)
    choices.check(found)
    textbook.check_brackets(found)
    found = names.named(_with_words(textbook.with_bars(found)), given)
    found = bounded(textbook.applied(commas.separated(found)))
    textbook.check_brackets(found)
    return found


def _with_words(found: Sequence[Token]) -> list[Token]:
    """Read & as `and`."""
    return [Token("name", "and", each.position, each.typed) if each.text == "&" else each for each in found]


def _check_order(found: Sequence[Token], end: int) -> None:
    """Complain about a sign without a value beside it, and two values without a sign between them."""
    for before, after in pairwise([Token("sign", "(", 0), *found, Token("sign", ")", end)]):
        if after.text in INSTEAD:
            raise FormulaError(INSTEAD[after.text], after.position)
        expects = before.text in BEFORE_A_VALUE or before.kind == "word"
        is_prefix = after.text in ("+", "-", "not")
        if (
            before.kind == "name"
            and len(before.text) == 1
            and before.text not in names.KNOWN
            and after.text == "("
        ):
            raise FormulaError(
                f"There is no function `{before.text}`; a product is written with `*`.", before.position
            )
        if expects and not after.begins_a_value and not is_prefix:
            raise FormulaError("Something is missing here.", after.position)
        is_pair = before.ends_a_value and (after.begins_a_value or after.text == "not")
        if is_pair and not _is_product(before, after):
            raise FormulaError(
                f"A sign is missing before `{after.said}`; a product is written with `*`.", after.position
            )


def _joined(before: Token, after: Token) -> list[Token]:
    return [sign("*", after), after] if _is_product(before, after) else [after]


def _is_product(before: Token, after: Token) -> bool:
    """Whether two neighbours are a product without its sign: 2x, βx, 2(x), x(x + 1), (x)(x), x sin(x)."""
    return before.ends_a_value and after.begins_a_value and after.kind != "number"
