"""Short names for what many tests need."""

from activations.catalogue import FunctionSpec
from experiments.training.train import TrainingSpec


def parsed(*texts: str) -> tuple[FunctionSpec, ...]:
    """Return the functions that the texts stand for."""
    return tuple(FunctionSpec.parse(text) for text in texts)


# Small networks that take a moment to train.
SMALL = TrainingSpec(
    functions=parsed("relu"),
    depth=3,
    width=6,
    samples=60,
    batch_size=20,
    initialisation="he",
    learning_rate=0.5,
    steps=25,
)
