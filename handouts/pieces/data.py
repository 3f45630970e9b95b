"""The points as the networks see them."""

import numpy as np
import torch

from handouts.pieces.datasets.plane import draw_points
from handouts.pieces.settings import DATA_SEED, TEST_POINTS

random = np.random.default_rng(DATA_SEED)
drawn, classes = draw_points(random)
centred = drawn - drawn.mean(axis=0)
spread = centred.std(axis=0)  # unless DIGITS
spread = centred.std()  # if DIGITS
standardised = centred / np.where(spread > 0, spread, 1)  # now their mean is 0 and their variance 1

points = torch.from_numpy(standardised.astype(np.float32))
labels = torch.from_numpy(classes.astype(np.float32))
order = torch.from_numpy(random.permutation(len(points)))  # if TEST_POINTS
points, labels = points[order], labels[order]  # if TEST_POINTS
test_points, test_labels = points[-TEST_POINTS:], labels[-TEST_POINTS:]  # if TEST_POINTS
points, labels = points[:-TEST_POINTS], labels[:-TEST_POINTS]  # if TEST_POINTS
