"""Numbers as pages write them: a typographic minus, powers of ten with raised exponents."""

from math import isinf, isnan

TIMES = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"  # a number stays on its line
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(number: float, digits: int = 3) -> str:
    """Write a number with this many digits: 0.25, −88.7, 4.3 · 10⁻¹³, ∞, NaN."""
    if isnan(number):
        return "NaN"
    if isinf(number):
        return "−∞" if number < 0 else "∞"
    text = f"{number + 0.0:.{digits}g}"  # + 0.0 makes −0 plain 0
    if "e" not in text:
        return text.replace("-", "−")
    mantissa, exponent = text.split("e")
    power = f"10{str(int(exponent)).translate(RAISED)}"
    return power if mantissa == "1" else f"{mantissa}{TIMES}{power}".replace("-", "−")
