"""What is said about a formula that cannot be read."""


class FormulaError(ValueError):
    """A formula is refused.

    Args:
        sentence: why, for the one who typed it. It quotes the letters, digits and signs that formulas have in
            plain spelling, between backticks where Markdown would read them: text stays text on every page.
        position: the character of the text that it is about, from 1; None when it is about all of it.
    """

    def __init__(self, sentence: str, position: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.position = position
