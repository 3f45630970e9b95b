"""Checks a lesson's file and writes it out with every answer computed: `make lesson FILE=my-lesson.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from content.lesson import Lesson, LessonError
from content.lesson_question import Answer
from experiments.lessons.answers import compute
from experiments.networks.process import use_one_thread
from pages.lessons.reading import read

HOLDS = "All of it holds. Start the lab, and bring the file to its page Lessons."


def main(path: Path) -> int:
    """Write the lesson out; return 0 when everything in it holds."""
    use_one_thread()
    try:
        lesson = read(path.name, path.read_bytes())
    except OSError as error:
        sys.stderr.write(f"{path} cannot be read: {error.strerror}.\n")
        return 1
    except LessonError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    answers = {step.line: compute(step.question.answer) for step in lesson.steps if step.question}
    sys.stdout.write("\n".join(written_out(lesson, answers)) + "\n")
    wrong = list(wrong_marks(path.name, lesson, answers))
    sys.stderr.write("\n".join(wrong) + "\n" if wrong else "")
    sys.stdout.write("" if wrong else f"\n{HOLDS}\n")
    return len(wrong) > 0


def written_out(lesson: Lesson, answers: dict[int, Answer]) -> Iterator[str]:
    """The lesson in lines, given the answer to each step's question by the step's line in the file."""
    yield f"{lesson.title}: {lesson.minutes} minutes, {len(lesson.steps)} steps"
    yield from (f"- {aim}" for aim in lesson.aims)
    for number, step in enumerate(lesson.steps, 1):
        yield f"\n{number}. {step.title} ({step.minutes} min) {step.open}\n{step.say}"
        if step.question:
            yield f"\n   {step.question.prompt}"
            yield from (
                f"   {'x' if option in step.question.marked else '-'} {option.text}"
                for option in step.question.options
            )
            yield f"   The lab computes: {_text(answers[step.line])}"


def wrong_marks(file: str, lesson: Lesson, answers: dict[int, Answer]) -> Iterator[str]:
    """A sentence for each question whose marked answer is not what the lab computes."""
    for step in lesson.steps:
        if step.question and step.question.right(answers[step.line]) != step.question.marked:
            computed = _text(answers[step.line])
            yield f"{file}, line {step.question.line}: The lab computes {computed}, not what is marked."


def _text(answer: Answer) -> str:
    if isinstance(answer, float):
        return f"{answer:.4g}"
    return answer if isinstance(answer, str) else ", ".join(answer)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
