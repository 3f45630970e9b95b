"""Short names for what many tests need."""

from activations.catalogue import FunctionSpec


def parsed(*texts: str) -> tuple[FunctionSpec, ...]:
    """Return the functions that the texts stand for."""
    return tuple(FunctionSpec.parse(text) for text in texts)
