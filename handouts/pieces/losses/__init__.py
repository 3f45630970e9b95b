"""How wrong the outputs are: each module defines `losses` and `predictions`."""
