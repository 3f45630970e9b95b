"""A whole lesson, with all that it names checked against what the lab has."""

from content.lesson import Lesson, LessonError, Step, read_lesson
from content.loader import fill, page, references
from experiments.lessons.answers import AnswerError, computation
from pages.lessons.addresses import AddressError, opened, parameters


def read(name: str, content: bytes) -> Lesson:
    """The lesson in a file.

    Raises:
        LessonError: one sentence with file, line and remedy, about the first thing that does not fit.
    """
    lesson = read_lesson(name, content)
    unknown = [source for source in lesson.sources if source not in references()]
    if unknown:
        raise LessonError(name, 0, fill(page("lessons").texts["source.unknown"], {"name": unknown[0]}))
    for step in lesson.steps:
        _check(name, step)
    return lesson


def _check(name: str, step: Step) -> None:
    """Check a step's address, its locked controls and the computation that answers its question."""
    try:
        path = opened(step.open).path
    except AddressError as error:
        raise LessonError(name, step.open_line, str(error)) from error
    for control in step.lock:
        if control not in parameters()[path]:
            values = {"name": control, "page": path, "names": ", ".join(parameters()[path])}
            raise LessonError(name, step.open_line, fill(page("lessons").texts["lock.unknown"], values))
    if step.question:
        try:
            computation(step.question.answer)
        except AnswerError as error:
            raise LessonError(name, step.question.line, str(error)) from error
