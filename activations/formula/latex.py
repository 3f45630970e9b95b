"""Typesets a tree, in the order in which it was written."""

from activations.formula.notation import ATOM, INFIX, NEGATIVE, POWER, PRODUCT, Notation
from activations.formula.tree import GREEK, Call, Node, Number

SIGNS = {
    **{"less": "<", "less_equal": r"\le", "greater": ">", "greater_equal": r"\ge", "equal": "="},
    **{"not_equal": r"\ne", "and": r"\text{ and }", "or": r"\text{ or }"},
}
NAMES = {
    **{
        name: rf"\{name}"
        for name in (*GREEK, "pi", "log", "sin", "cos", "sinh", "cosh", "tanh", "min", "max")
    },
    **{"atan": r"\arctan", "log": r"\ln", "sigmoid": r"\sigma", "lamda": r"\lambda"},
}


class Latex(Notation):
    """LaTeX: made of the tree alone, so that only commands of this file are in it."""

    def spelled(self, node: Node) -> tuple[str, int]:  # noqa: PLR0911 (a case for each notation)
        match node:
            case Call("divide", (over, under)):
                return rf"\frac{{{self.written(over)}}}{{{self.written(under)}}}", PRODUCT
            case Call("power", (base, exponent)):
                return f"{{{self.written(base, ATOM)}}}^{{{self.written(exponent)}}}", POWER
            case Call("exp", (exponent,)):
                return f"e^{{{self.written(exponent)}}}", POWER
            case Call("multiply", _):
                first, *others = _factors(node)
                return self.written(first, PRODUCT) + "".join(map(self._times, others)), PRODUCT
            case Call(operation, (left, right)) if operation in SIGNS:
                _, strength, left_strength, right_strength = INFIX[operation]
                sides = self.written(left, left_strength), self.written(right, right_strength)
                return f" {SIGNS[operation]} ".join(sides), strength
            case Call("not", (inner,)):
                return rf"\text{{not }}{self.written(inner, ATOM)}", ATOM
            case _:
                return super().spelled(node)

    def _times(self, factor: Node) -> str:
        cross = r" \cdot " if _starts_with_digit(factor) else r" \, "
        return cross + self.written(factor, NEGATIVE + 1)

    def number(self, value: float) -> str:
        text = f"{value:.6g}"
        digits, _, exponent = text.partition("e")
        return rf"({digits} \cdot 10^{{{int(exponent)}}})" if exponent else digits

    def name(self, name: str) -> str:
        return NAMES.get(name, name)

    def bracketed(self, text: str) -> str:
        return rf"\left({text}\right)"

    def call(self, operation: str, arguments: tuple[Node, ...]) -> str:
        inner = [self.written(each) for each in arguments]
        match operation:
            case "sqrt":
                return rf"\sqrt{{{inner[0]}}}"
            case "abs":
                return rf"\left|{inner[0]}\right|"
            case "where":
                condition, then, otherwise = inner
                cases = rf"{then} & {condition} \\ {otherwise} & \text{{otherwise}}"
                return rf"\begin{{cases}} {cases} \end{{cases}}"
            case _:
                name = NAMES.get(operation, rf"\operatorname{{{operation}}}")
                return rf"{name}\left({', '.join(inner)}\right)"


def _factors(node: Node) -> list[Node]:
    """What a product multiplies: how it is grouped makes no difference."""
    match node:
        case Call("multiply", (left, right)):
            return _factors(left) + _factors(right)
        case _:
            return [node]


def _starts_with_digit(node: Node) -> bool:
    match node:
        case Number():
            return True
        case Call("power", (base, _)):
            return _starts_with_digit(base)
        case _:
            return False


LATEX = Latex()
