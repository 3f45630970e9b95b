"""All sentences of the app with the place where each stands."""

from collections.abc import Iterator

from activations.catalogue import CATALOGUE
from content.lesson import Lesson, lessons
from content.loader import FOLDER, FunctionPage, function_page, page

KEYS = tuple(CATALOGUE)
PAGES = (
    *("common", "function", "overview", "compare", "train", "notes", "lessons", "take-home"),
    *("signal-flow", "dead-neurons", "own", "numerics", "glossary", "primer", "modern-practice"),
)
LESSONS = tuple(lessons())
FILES = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*.md") if path.name != "README.md")


def prose_of(text: FunctionPage) -> Iterator[tuple[str, str]]:
    """The parts of a function's page that are prose, formulas left out."""
    yield "question", text.question
    yield "summary", text.summary
    yield "prompt", text.prediction.prompt
    yield "explanation", text.prediction.explanation
    yield "as_written", text.as_written
    for option in text.prediction.options:
        yield "option", option.text
    for claim in text.claims:
        yield f"{claim.id} notes", claim.notes
        yield f"{claim.id} text", claim.text
        yield f"{claim.id} label", claim.label
    for fact in text.facts:
        yield f"{fact.id} text", fact.text
        yield f"{fact.id} label", fact.label
    for section in text.sections:
        yield section.title, f"{section.title}\n\n{section.text}"


def prose_of_lesson(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The parts of a lesson that are read or said."""
    yield "title", lesson.title
    for number, aim in enumerate(lesson.aims, 1):
        yield f"aim {number}", aim
    for number, step in enumerate(lesson.steps, 1):
        yield f"{number} title", step.title
        yield f"{number} say", step.say
        if step.question:
            yield f"{number} prompt", step.question.prompt
            yield f"{number} explanation", step.question.explanation
            for place, option in enumerate(step.question.options, 1):
                yield f"{number} option {place}", option.text
                yield f"{number} misconception {place}", option.misconception


def corpus() -> dict[str, str]:
    """Every text by its place."""
    found = {f"{key}: {place}": text for key in KEYS for place, text in prose_of(function_page(key))}
    for name in PAGES:
        text = page(name)
        found |= {f"{name}: {key}": words for key, words in text.texts.items()}
        found |= {f"{name}: question": text.question, f"{name}: introduction": text.introduction}
        found |= {f"{name}: {section.title}": section.text for section in text.sections}
    for key, lesson in lessons().items():
        found |= {f"{key}: {place}": text for place, text in prose_of_lesson(lesson)}
    return found
