"""A control for a field of a specification, named and bounded as the field is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from content.loader import page
from ui import controls
from ui.controls import Limits

SPACED: Mapping[str, tuple[float, ...]] = {
    "learning_rate": (*(k * 10.0**e for e in range(-4, 1) for k in (1, 2, 5)), 10.0),
    "weight_decay": (0.0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0),
    "starting_bias": (-2.0, -1.0, -0.5, -0.1, 0.0, 0.01, 0.1, 0.5, 1.0, 2.0),
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a page's specification.

    Args:
        page: whose text has `control.<field>` and `choice.<field>.<option>`, each with a `….help`.
        default: a specification, whose values the controls begin with.
        limits: of the fields that are numbers.
    """

    page: str
    default: object
    limits: Mapping[str, Limits]

    def _words(self, field: str) -> tuple[str, str]:
        labels = page(self.page).texts
        return labels[f"control.{field}"], labels[f"control.{field}.help"]

    def seed(self, field: str) -> int:
        """A field for a seed."""
        label, help_text = self._words(field)
        begin: int = getattr(self.default, field)
        return controls.number_field(field, label, self.limits[field], begin, help_text)

    def spaced(self, field: str) -> float:
        """A slider over unevenly spaced numbers."""
        label, help_text = self._words(field)
        begin: float = getattr(self.default, field)
        numbers, limits = SPACED[field], self.limits[field]
        return controls.number_choice(field, label, numbers, limits, default=begin, help_text=help_text)

    def choice(self, field: str, allowed: Sequence[str]) -> str:
        """Buttons for those of the options that the text has a name for."""
        return self._one_of(controls.choice, field, allowed)

    def menu(self, field: str, allowed: Sequence[str]) -> str:
        """The same as a menu, which takes less room."""
        return self._one_of(controls.menu, field, allowed)

    def _one_of(self, control: Callable[..., str], field: str, allowed: Sequence[str]) -> str:
        labels, begin = page(self.page).texts, getattr(self.default, field)
        keys = {option: f"choice.{field}.{option}" for option in allowed}
        options = {option: labels[key] for option, key in keys.items() if key in labels}
        details = [
            f"**{name}**: {labels[f'{keys[option]}.help']}"
            for option, name in options.items()
            if f"{keys[option]}.help" in labels
        ]
        label, help_text = self._words(field)
        return control(field, label, options, default=begin, help_text="\n\n".join([help_text, *details]))

    def real(self, field: str, step: float) -> float:
        """A slider of numbers."""
        label, help_text = self._words(field)
        ends, begin = (self.limits[field].low, self.limits[field].high), getattr(self.default, field)
        return controls.number_slider(field, label, ends, default=begin, step=step, help_text=help_text)

    def whole(self, field: str, high: int | None = None) -> int:
        """A slider of whole numbers, up to `high` where that is less than the field's own limit."""
        label, help_text = self._words(field)
        low, highest = int(self.limits[field].low), int(self.limits[field].high)
        begin: int = getattr(self.default, field)
        return controls.whole_slider(field, label, (low, high or highest), default=begin, help_text=help_text)
