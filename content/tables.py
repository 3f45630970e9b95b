"""Strict reading of TOML tables: what is missing, mistyped or left over is an error that names its place."""

import math
from collections.abc import Iterator, Mapping


class ContentError(ValueError):
    """A content file does not fit the schema; the message names the file and the key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")


class Table:
    """A TOML table that is read key by key and then finished, so that no key goes unread."""

    def __init__(self, file: str, values: Mapping[str, object], place: str = "") -> None:
        self.file = file
        self._place = place
        self._unread = dict(values)

    def error(self, key: str, problem: str) -> ContentError:
        """An error about one key of this table."""
        return ContentError(self.file, self._name(key), problem)

    def __contains__(self, key: str) -> bool:
        return key in self._unread

    def __iter__(self) -> Iterator[str]:
        """The keys that nobody has read yet; they may be read meanwhile."""
        return iter(tuple(self._unread))

    def text(self, key: str) -> str:
        """A string that is not blank."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "must be a text")
        return value.strip()

    def number(self, key: str) -> float:
        """A finite number."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.error(key, "must be a finite number")
        return float(value)

    def whole_number(self, key: str) -> int:
        """An integer."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, "must be a whole number")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of different strings; empty when the key is absent."""
        value = self._unread.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
            raise self.error(key, "must be a list of names")
        if len(set(value)) < len(value):
            raise self.error(key, "names something twice")
        return tuple(value)

    def numbers(self, key: str) -> dict[str, float]:
        """A table whose values are all numbers."""
        table = self.table(key)
        return {name: table.number(name) for name in table}

    def texts(self, key: str) -> dict[str, str]:
        """A table of texts, nested as deep as its dotted keys, flattened to those dotted keys."""
        table = self.table(key)
        found: dict[str, str] = {}
        for name in table:
            nested = isinstance(table._unread[name], dict)
            here = (
                {f"{name}.{rest}": text for rest, text in table.texts(name).items()}
                if nested
                else {name: table.text(name)}
            )
            for repeated in here.keys() & found.keys():
                raise table.error(repeated, "is written twice")
            found |= here
        return found

    def table(self, key: str) -> "Table":
        """A table within this one."""
        return self._inner(key, self._take(key), self._name(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of one or more tables."""
        values = self._take(key)
        if not isinstance(values, list) or not values:
            raise self.error(key, "must be a list of tables")
        return tuple(self._inner(key, value, f"{self._name(key)}[{i}]") for i, value in enumerate(values))

    def finish(self) -> None:
        """Raise a ContentError for the first key that nobody has read."""
        for key in self:
            raise self.error(key, "is not part of the schema")

    def _inner(self, key: str, value: object, place: str) -> "Table":
        if not isinstance(value, dict):
            raise self.error(key, "must be a table")
        return Table(self.file, value, place)

    def _take(self, key: str) -> object:
        if key not in self._unread:
            raise self.error(key, "is missing")
        return self._unread.pop(key)

    def _name(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key
