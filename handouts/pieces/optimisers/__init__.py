"""What turns gradients into steps: each module defines `make_optimiser`."""
