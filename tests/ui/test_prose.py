"""The numbers in texts about functions, where they have a closed form."""

from math import sqrt

import pytest

from activations.catalogue import FunctionSpec
from ui.prose import measured


@pytest.mark.parametrize("layers", [2, 10])
def test_relus_error_signal_loses_a_root_of_two_per_layer_unless_weights_make_up_for_it(layers: int) -> None:
    texts = measured(FunctionSpec("relu"))
    expected = {"kept_he": 1.0, "kept_lecun": sqrt(2) ** (1 - layers), "holding": sqrt(2)}
    for name, number in expected.items():
        of_layers = texts[name]
        assert callable(of_layers)
        assert of_layers(layers) == pytest.approx(number, rel=1e-3)
