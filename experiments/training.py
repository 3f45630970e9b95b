"""Train networks that differ in their activation function only, and record what happens in every layer."""

from experiments.history import Failure, Progress, TrainingHistory
from experiments.specification import LIMITS, Limit, TrainingSpec

__all__ = ["LIMITS", "Failure", "Limit", "Progress", "TrainingHistory", "TrainingSpec"]
