"""What is read off a training run, once for everybody."""

from experiments.train_results.decision_maps import confusions, decision_maps, unit_maps
from experiments.train_results.decomposition import decompose
from experiments.train_results.pre_activations import pre_activation_histogram
from ui.cache.remembered import RUNS, remembered

maps_of = remembered(RUNS)(decision_maps)
unit_maps_of = remembered(RUNS)(unit_maps)
confusions_of = remembered(RUNS)(confusions)
pre_activation_histogram_of = remembered(RUNS)(pre_activation_histogram)
decomposition_of = remembered(RUNS)(decompose)
