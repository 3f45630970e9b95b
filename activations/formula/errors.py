"""What is said about a formula that cannot be read."""


class FormulaError(ValueError):
    """A formula is refused.

    Args:
        sentence: why, for the one who typed it; it quotes letters, digits and signs of formulas only.
        position: the character of the text that it is about, from 1; None when it is about all of it.
    """

    def __init__(self, sentence: str, position: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.position = position
