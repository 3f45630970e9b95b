"""What the session keeps of lessons."""

from dataclasses import dataclass, field

from content.lesson import Lesson

PLACE = "lesson"  # of the address: where a class is


@dataclass(slots=True)
class LessonState:
    """What lasts from one run of a page to the next."""

    own: dict[str, Lesson] = field(default_factory=dict)  # brought by the teacher, by key
    going: str = ""  # where a button leads, in the words of the address
    revealed: set[str] = field(default_factory=set)  # steps whose answer is shown, as the address names them
    at: str = ""  # the step that was shown last
    has_notes: bool = False  # whether the teacher's notes stand on this screen
    code: str = ""  # under which another window follows
