"""How large a run is: the seconds that it costs to compute, and the bytes that it takes to remember.

The costs were measured over eighty shapes (1 to 10 functions, 1 to 20 starts, width 2 to 64, depth 1 to 10,
batches of 1 to 2,000 points, typed formulas of up to 44 operations) as the processor time of a step with
and without records, and fitted to all of them together so that ratios count. Nine shapes in ten take between
0.6 and 1.6 times what the fit says. Another machine is slower or faster by about one factor. A
test counts the operations that PyTorch is really sent, and holds that the work of a step grows with them.
"""

MULTIPLICATION = 1e-11  # seconds, inside a product of matrices
NUMBER = 2.7e-9  # seconds for one number of a layer, which a pass moves through memory several times
OPERATION = 2e-5  # seconds to have a function applied to a layer, forwards and back, however small it is
NETWORK = 4e-6  # seconds for one layer of one network, which is multiplied and measured by itself
UNRECORDED_NETWORK = 1.3e-6  # seconds for that where nothing is measured
PARAMETER = 1.2e-9  # seconds to move one weight along its gradient
STEP = 4e-4  # seconds for everything that a step does once
BACK_AND_FORTH = 3  # passes over a batch: forwards, and back to the activations and to the weights

MOST_WORK = 60.0  # seconds of one core in one run: what one reader of many may ask for
FEWEST_STEPS = 300  # that a run pays for in any case: a single one keeps nobody waiting for long
MOST_MEMORY = 2**27  # bytes of one run
FLOAT = 4  # bytes
RECORDED_OF_A_LAYER, RECORDED_OF_A_NETWORK = 7, 4  # numbers of each step
STATES = 4  # of all parameters in a checkpoint: themselves, their gradients, and two averages in Adam


class Sized:
    """What can be asked for: so many steps, the work of each, and the memory of all."""

    __slots__ = ()

    @property
    def steps(self) -> int:
        """How many updates are made."""
        raise NotImplementedError

    @property
    def work_of_a_step(self) -> float:
        """About how many seconds of one core a step takes."""
        raise NotImplementedError

    @property
    def memory(self) -> int:
        """How many bytes the history and the checkpoint take at most."""
        raise NotImplementedError

    @property
    def work(self) -> float:
        """About how many seconds of one core all steps take."""
        return self.steps * self.work_of_a_step

    @property
    def share(self) -> float:
        """How large this is as a share of what one reader may ask for: of its work or its memory."""
        work = max(self.steps, FEWEST_STEPS) * self.work_of_a_step
        return max(work / MOST_WORK, self.memory / MOST_MEMORY)
