"""What the page about floating point computes once for everybody."""

from experiments.numerics import breakdown, gradient_check, kink, rounding
from ui.cache.remembered import remembered

REMEMBERED = 500  # of each kind; a few thousand numbers each

gradient_check_of = remembered(REMEMBERED)(gradient_check.testify)
kink_of = remembered(REMEMBERED)(kink.magnify)
breakdowns_of = remembered(REMEMBERED)(breakdown.breakdowns)
errors_of = remembered(REMEMBERED)(rounding.error_course)
