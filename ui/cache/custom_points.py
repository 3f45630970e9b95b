"""Tables that readers bring, read once while they look at them; few are kept, since each is one reader's."""

from experiments.custom_points import points
from experiments.custom_points import table as own_table
from experiments.custom_points.points import Columns, CustomPoints
from experiments.custom_points.table import Table
from ui.cache.remembered import remembered

KEPT_TABLES, KEPT_POINTS = 20, 60


@remembered(KEPT_TABLES)
def table_of(text: str) -> tuple[Table, Columns]:
    """A table, and the columns that are most likely meant; a CustomPointsError when it is none."""
    table = own_table.read_table(text)
    return table, points.guess(table)


@remembered(KEPT_TABLES)
def rows_with_gaps(text: str, columns: Columns) -> int:
    """How many rows of a table have no value in one of these columns."""
    return points.rows_with_gaps(table_of(text)[0], columns)


@remembered(KEPT_POINTS)
def points_of(text: str, columns: Columns, skip_gaps: bool, sample_seed: int | None) -> CustomPoints:
    """A table's points, as `own_data.points_of` takes them; a CustomPointsError when it refuses them."""
    return points.points_of(table_of(text)[0], columns, skip_gaps=skip_gaps, sample_seed=sample_seed)
