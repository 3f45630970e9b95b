"""Holds the server's work still, so that a test can look at what is there only while it goes on."""

from pathlib import Path


class Hold:
    """Holds the server's training, measuring and examining still, for as long as a test looks at them."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def at(self, done: float) -> None:
        """Let nothing go on that has come this far: runs count their steps; all else stops at 0."""
        beside = self.place.with_suffix(".new")
        beside.write_text(str(done), encoding="ascii")
        beside.replace(self.place)

    def end(self) -> None:
        """Let everything go on."""
        self.place.unlink(missing_ok=True)
