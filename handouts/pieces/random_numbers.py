"""Where random numbers come from."""

import numpy as np
import torch


def source_of(seed: int, purpose: str) -> torch.Generator:
    """A source of random numbers for one seed and one purpose, so that none disturbs another."""
    state = np.random.SeedSequence([seed, *purpose.encode()]).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(state[0]) >> 1)
