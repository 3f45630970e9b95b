"""Names for the arrays that experiments give back."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FloatArray = NDArray[np.floating]  # float32 from a run, float64 where it is compared
Bools = NDArray[np.bool_]
