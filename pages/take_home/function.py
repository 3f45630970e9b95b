"""A function, as it is shown, as a program to take home."""

from collections.abc import Callable
from functools import partial

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from handouts.functions import file_name, function_program
from pages.take_home import menu

Shown = tuple[FunctionSpec, float]  # the function as its sliders set it, and where the probe stands


def show(shown: Callable[[], Shown]) -> None:
    """Show the buttons; at which parameters the function is shown is asked when a file is."""
    function, _ = shown()
    menu.buttons(file_name(function), partial(written, shown), page("take-home").texts["caption.function"])


def written(shown: Callable[[], Shown], kind: str) -> str:
    """The file of a function."""
    function, x = shown()
    title = fill(page("take-home").texts["title.function"], {"function": function.label})
    return menu.program_file(function_program(function, x), kind, title)
