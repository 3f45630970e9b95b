"""Functions that other programs have: each is another name, or is written out in the operations here.

The forms are those that stay right in floats, for tiny inputs and for large ones; mpmath holds them to it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from activations.formula.tree import FUNCTIONS

# Another name → the name here. Capitals and underscores do not count: LeakyReLU is leaky_relu.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        **{"ln": "log", "sgn": "sign", "signum": "sign", "absolute": "abs", "fabs": "abs", "clamp": "clip"},
        **dict.fromkeys(("maximum", "fmax"), "max") | dict.fromkeys(("minimum", "fmin"), "min"),
        **dict.fromkeys(("sigma", "logistic", "expit"), "sigmoid"),
        **{"arcsin": "asin", "arccos": "acos", "arctan": "atan", "tg": "tan", "ctg": "cot", "power": "pow"},
        **dict.fromkeys(("arcsinh", "arsinh"), "asinh") | dict.fromkeys(("arccosh", "arcosh"), "acosh"),
        **dict.fromkeys(("arctanh", "artanh"), "atanh"),
        **{"swish": "silu", "lrelu": "leakyrelu", "prelu": "leakyrelu", "hswish": "hardswish"},
        **{"hsigmoid": "hardsigmoid", "htanh": "hardtanh", "unitstep": "step", "heaviside": "step"},
        **{"ndtr": "normcdf", "mul": "multiply", "sub": "subtract", "div": "divide", "neg": "negative"},
        **dict.fromkeys(("tensor", "astensor", "array", "asarray", "constant", "float", "double"), "number"),
    }
)
# A function's name here → its forms; the arguments are x, a and b, and each form takes those that are in it.
FORMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "gelu": ("0.5 * x * (1 + erf(x / sqrt(2)))",),
        "silu": ("x * sigmoid(x)", "x * sigmoid(a * x)"),
        "elu": ("max(x, 0) + expm1(min(x, 0))", "max(x, 0) + a * expm1(min(x, 0))"),
        "celu": ("max(x, 0) + expm1(min(x, 0))", "max(x, 0) + a * expm1(min(x, 0) / a)"),
        # Klambauer et al. 2017
        "selu": ("1.0507009873554805 * (max(x, 0) + 1.6732632423543772 * expm1(min(x, 0)))",),
        "mish": ("x * tanh(softplus(x))",),
        "leakyrelu": ("where(x > 0, x, 0.01 * x)", "where(x > 0, x, a * x)"),
        "relu6": ("clip(x, 0, 6)",),
        "hardtanh": ("clip(x, -1, 1)", "clip(x, a, b)"),
        "hardsigmoid": ("clip(x + 3, 0, 6) / 6",),
        "hardswish": ("x * clip(x + 3, 0, 6) / 6",),
        "softsign": ("x / (1 + abs(x))",),
        "logsigmoid": ("-softplus(-x)",),
        "softplus": ("softplus(a * x) / a",),
        "tanhshrink": ("x - tanh(x)",),
        "softshrink": ("relu(x - 0.5) - relu(-x - 0.5)", "relu(x - a) - relu(-x - a)"),
        "hardshrink": ("where(abs(x) > 0.5, x, 0)", "where(abs(x) > a, x, 0)"),
        "threshold": ("where(x > a, x, b)",),
        "step": ("x > 0", "(x > 0) + a * (x == 0)"),
        "normcdf": ("0.5 * (1 + erf(x / sqrt(2)))",),
        "erfc": ("1 - erf(x)",),
        "logit": ("log(x) - log1p(-x)",),
        "tan": ("sin(x) / cos(x)",),
        "cot": ("cos(x) / sin(x)",),
        "sec": ("1 / cos(x)",),
        "csc": ("1 / sin(x)",),
        "sech": ("1 / cosh(x)",),
        "csch": ("1 / sinh(x)",),
        "coth": ("1 / tanh(x)",),
        "asin": ("atan(x / (sqrt(1 - x) * sqrt(1 + x)))",),
        "acos": ("2 * atan(sqrt(1 - x) / sqrt(1 + x))",),
        "acosh": ("log1p(x - 1 + sqrt(x - 1) * sqrt(x + 1))",),
        "atanh": ("0.5 * (log1p(x) - log1p(-x))",),
        "log": ("log(x) / log(a)",),
        "log2": ("log(x) / log(2)",),
        "log10": ("log(x) / log(10)",),
        "exp2": ("2 ** x",),
        "pow": ("x ** a",),
        "square": ("x ** 2",),
        "cbrt": ("sign(x) * abs(x) ** (1 / 3)",),
        "rsqrt": ("1 / sqrt(x)",),
        "reciprocal": ("1 / x",),
        "add": ("x + a",),
        "subtract": ("x - a",),
        "multiply": ("x * a",),
        "divide": ("x / a",),
        "negative": ("-x",),
        "number": ("x",),
    }
)
_LAYER = "looks at a whole layer; an activation function takes one number at a time"
_STEPS = "makes steps, which formulas make of comparisons, such as x > 1"
# Names that mean nothing here, or more than one thing, and what is said about them.
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "lg": "has base 10 in some books and base 2 in others; write `log10` or `log2`",
        "LOG": "has base 10 in spreadsheets; write `log10` or `ln`",
        **dict.fromkeys(("softmax", "logsoftmax", "softmin", "glu", "swiglu", "geglu", "maxout"), _LAYER),
        **dict.fromkeys(("dropout", "layernorm", "batchnorm", "sum", "mean", "norm"), _LAYER),
        **dict.fromkeys(("floor", "ceil", "round", "trunc", "int", "mod", "fmod", "remainder"), _STEPS),
        **dict.fromkeys(
            ("rand", "randn", "random", "rrelu"), "is chance; the same x must give the same value"
        ),
        **dict.fromkeys(("inf", "infinity", "nan", "true", "false"), "is no number that a formula can hold"),
        **dict.fromkeys(("zeroslike", "oneslike", "zeros", "ones"), "is not needed; write 0 or 1"),
        **dict.fromkeys(("piecewise", "select", "cond", "cases"), "is written where(x > 0, x, 0.01x) here"),
    }
)
ARGUMENTS = "xab"
_ARGUMENT = re.compile(rf"\b[{ARGUMENTS}]\b")


def folded(name: str) -> str:
    """A function's name without what programs spell differently: LeakyReLU and leaky_relu are one."""
    return name.lower().replace("_", "") if name[:1].isalpha() else name


def function_of(name: str) -> str | None:
    """What a function is called here, or None when there is none of this name."""
    if name == "Phi":
        return "normcdf"
    found = ALIASES.get(folded(name), folded(name))
    return found if found in FUNCTIONS or found in FORMS else None


def form_of(function: str, given: int) -> str | None:
    """The form of a function that takes so many arguments, or None."""
    return next((form for form in FORMS.get(function, ()) if _taken(form) == given), None)


def counts(function: str) -> tuple[int, ...]:
    """How many arguments a function takes: each number that is possible; min and max take more as well."""
    own = (FUNCTIONS[function],) if function in FUNCTIONS else ()
    return (*own, *map(_taken, FORMS.get(function, ())))


def _taken(form: str) -> int:
    return len(set(_ARGUMENT.findall(form)))
