"""What came out, in numbers."""

from handouts.pieces.functions import FUNCTIONS
from handouts.pieces.settings import GRADIENT, SEEDS, STEPS
from handouts.pieces.training import accuracy, gradients, loss, test_accuracy, test_loss

names = [f"{function}, seed {seed}" for function in FUNCTIONS for seed in SEEDS]
print(f"After {STEPS} updates:")
for network, name in enumerate(names):
    print(f"\n{name}")
    print(f"  loss {loss[-1][network]:.7f}, accuracy {accuracy[-1][network]:.4f}")
    print(f"  test loss {test_loss[network]:.7f}, accuracy {test_accuracy[network]:.4f}")  # if TEST_POINTS
    print(f"  {GRADIENT} of each layer:", *[f"{size:.7g}" for size in gradients[-1][network].tolist()])
