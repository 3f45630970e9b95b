"""LaTeX in plain spelling: \\frac, \\cdot, \\left( …; what papers do not need is refused by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from activations.formula.errors import FormulaError
from activations.formula.reading import choices
from activations.formula.reading.tokens import Token, sign
from activations.formula.tree import GREEK

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("cdot", "times", "ast"), "*"),
        **{"div": "/", "lvert": "|", "rvert": "|", "vert": "|", "{": "{", "}": "}", "to": "->"},
        **dict.fromkeys(("le", "leq", "leqslant"), "<=") | dict.fromkeys(("ge", "geq", "geqslant"), ">="),
        **dict.fromkeys(("ne", "neq"), "!=") | {"lt": "<", "gt": ">"},
        **dict.fromkeys(("land", "wedge"), "and") | dict.fromkeys(("lor", "vee"), "or"),
        **dict.fromkeys(("lnot", "neg"), "not"),
    }
)
NAMES: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in (*GREEK, "pi", "sigma", "Phi", "exp", "ln", "log", "max", "min", "sqrt")},
        **{name: name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "sec", "csc", "cot")},
        **{name: name for name in ("arcsin", "arccos", "arctan")},
        **{f"var{name}": name for name in ("epsilon", "theta", "kappa", "rho", "phi", "sigma")},
        "lambda": "lamda",
    }
)
SPACES = frozenset((*",;:!", "quad", "qquad", "left", "right", "displaystyle", "limits", "nolimits"))
SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r"))
STYLES = frozenset(("operatorname", "mathrm", "mathit", "mathsf", "mathbf", "text", "textrm", "textit"))
FRACTIONS = frozenset(("frac", "dfrac", "tfrac"))


def plain(found: Sequence[Token]) -> list[Token]:
    """Replace the commands among tokens.

    Raises:
        FormulaError: for commands that are not known here, and for cases, with how a choice is written.
    """
    if all(token.kind != "command" for token in found):
        return list(found)
    reader = _Reader(found)
    while reader.at < len(found):
        reader.step()
    return reader.plain


class _Reader:
    """Goes through tokens once; remembers which braces hold the parts of a fraction."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.found, self.at = found, 0
        self.plain: list[Token] = []
        self.opened: list[str] = []  # what each open brace holds
        self.next_brace = "anything"

    def step(self) -> None:
        """Take one token, or what belongs together."""
        token = self.found[self.at]
        self.at += 1
        if token.kind == "command":
            self.command(token)
        elif token.text == "{":
            self.plain.append(sign("(", token))
            self.opened.append(self.next_brace)
            self.next_brace = "anything"
        elif token.text == "}" and self.opened:
            self.plain.append(sign(")", token))
            self.close(token, self.opened.pop())
        else:
            self.plain.append(token)

    def close(self, brace: Token, held: str) -> None:
        """Behind the upper part of a fraction comes the lower one."""
        if held == "upper":
            self.plain.append(sign("/", brace))
            self.expect_brace(brace, "lower")
        elif held == "lower":
            self.plain.append(sign(")", brace))

    def command(self, token: Token) -> None:
        """Put plain tokens in the place of one command."""
        name = token.text
        if name in SIGNS:
            is_word = SIGNS[name].isalpha()
            self.plain.append(replace(token, kind="name" if is_word else "sign", text=SIGNS[name]))
        elif name in NAMES:
            if name == "sqrt" and self.following == "[":
                raise FormulaError("Write a root as a power, such as x^(1/3).", token.position)
            self.plain.append(replace(token, kind="name", text=NAMES[name]))
        elif name in STYLES:
            self.styled(token)
        elif name in FRACTIONS:
            self.plain.append(sign("(", token))
            self.expect_brace(token, "upper")
        elif name == "begin" and [each.text for each in self.found[self.at : self.at + 3]] == [
            "{",
            "cases",
            "}",
        ]:
            self.cases(token)
        elif name == "\\":
            raise FormulaError("A formula stands on one line.", token.position)
        elif name not in SPACES | SIZES:
            raise FormulaError(f"I don't know LaTeX's command `{name}`.", token.position)

    @property
    def following(self) -> str:
        """The text of the next token."""
        return self.found[self.at].text if self.at < len(self.found) else ""

    def expect_brace(self, token: Token, held: str) -> None:
        """Both parts of a fraction stand in braces: what belongs to it is then plain to see."""
        if self.following != "{":
            raise FormulaError(
                "Both parts of a fraction need curly brackets; or write (a)/(b).", token.position
            )
        self.next_brace = held

    def styled(self, token: Token) -> None:
        """A name in upright letters, such as ReLU."""
        texts = [each.text for each in self.found[self.at : self.at + 3]]
        if len(texts) < 3 or texts[0] != "{" or texts[2] != "}" or self.found[self.at + 1].kind != "name":
            raise FormulaError(f"After `{token.text}` comes one name in curly brackets.", token.position)
        self.plain.append(self.found[self.at + 1])
        self.at += 3

    def cases(self, token: Token) -> None:
        """Refuse cases, and say how they are written, with the reader's own first line and second value."""
        rest = self.found[self.at + 3 :]
        ends = (place for place, each in enumerate(rest) if (each.kind, each.text) == ("command", "end"))
        inside = rest[: next(ends, len(rest))]
        lines: list[list[list[Token]]] = [[[]]]
        for each in inside:
            if each.kind == "command" and each.text == "\\":
                lines.append([[]])
            elif each.text == "&":
                lines[-1].append([])
            else:
                lines[-1][-1].append(each)
        parts = [lines[0][1], lines[0][0], lines[1][0]] if len(lines) > 1 and len(lines[0]) == 2 else []
        try:
            parts = [[each for each in plain(part) if each.text not in ("if", ",")] for part in parts]
        except FormulaError:
            parts = []
        raise choices.refusal(parts, token)
