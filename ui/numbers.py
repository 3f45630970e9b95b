"""Numbers as pages write them: a typographic minus, powers of ten with raised exponents."""

from math import isinf, isnan

TIMES = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"  # a number stays on its line
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(number: float, form: str) -> str:
    """Write a number in one of Python's forms, with ∞ and a typographic minus."""
    if isinf(number):
        return "−∞" if number < 0 else "∞"
    return format(number + 0.0, form).replace("-", "−")  # + 0.0 makes −0 plain 0


def written(number: float, digits: int = 3) -> str:
    """Write a number with this many digits: 0.25, −88.7, 4.3 · 10⁻¹³, ∞, NaN."""
    if isnan(number):
        return "NaN"
    mantissa, is_large, exponent = plain(number, f".{digits}g").partition("e")
    if not is_large:
        return mantissa
    power = f"10{str(int(exponent.replace('−', '-'))).translate(RAISED)}"
    return power if mantissa == "1" else f"{mantissa}{TIMES}{power}"
