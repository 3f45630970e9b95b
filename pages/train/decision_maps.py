"""What the networks of one start make of the data: maps of the plane, or tables of mix-ups."""

from typing import Any, Literal

from content.loader import fill, page
from experiments.training.train import TrainingHistory
from figures.theme import Theme
from figures.train import confusion, decision_maps
from pages.train import findings
from ui import charts, chrome, components
from ui.cache.remembered import RUNS, remembered
from ui.cache.train import confusions_of, maps_of


def show(
    history: TrainingHistory, frame: int, start: int, columns: int, height: Literal["stretch", "content"]
) -> None:
    """Show them at one snapshot, so many beside one another."""
    name = "maps" if history.dataset.is_plane else "confusion"
    labels, step = page("train").texts, int(history.snapshot_steps[frame])
    if name == "maps":
        maps = maps_of(history, start)
        figure = decision_maps.decision_maps(history, maps, chrome.theme(), frame, columns, start)
    else:
        counts = confusions_of(history, start)
        figure = confusion.confusion(history, counts, chrome.theme(), frame, columns)
    values = {"step": step, "findings": findings.accuracies(history, step, start)}
    charts.show(figure, key=name, alt=fill(labels[f"alt.{name}"], values), height=height)


def film(history: TrainingHistory, start: int) -> dict[str, Any]:
    """What the scrubber shows at every snapshot."""
    if history.dataset.is_plane:
        pictures = _pictures(history, start, chrome.theme())
        remarks = decision_maps.map_accuracies(history, start)
        return {"chart": "maps", "remarks": remarks, "pictures": pictures}
    counts = confusions_of(history, start)
    return {
        "chart": "confusion",
        "remarks": confusion.remarks(counts),
        "traces": list(range(counts.shape[1])),
        "side": counts.shape[-1],
        "values": components.encoded(counts),
    }


@remembered(RUNS)
def _pictures(history: TrainingHistory, start: int, theme: Theme) -> list[list[str]]:
    return decision_maps.map_images(maps_of(history, start), theme)
