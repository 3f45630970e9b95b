"""The numbers of an experiment, under the names that the other parts read; a handout has its own."""

SEEDS = [0]  # each gives every function a network; it decides the initial weights and the batches
DATA_SEED = 0  # decides the points
SAMPLES = 300  # points
NOISE = 0.15  # standard deviation of the noise that is added to each coordinate
TEST_POINTS = 60  # of these points that no step sees
CUSTOM_POINTS = [(0.0, 0.0, 0), (1.0, 1.0, 1)]  # x, y and class of each point
DIGITS = ""  # the images, packed
DEPTH = 6  # hidden layers
WIDTH = 16  # units in each of them
OUTPUTS = 1  # one number tells two classes apart; ten classes take ten
WEIGHT_SCALE = 1.0  # standard deviation of the initial weights
STARTING_BIAS = 0.5  # added to the initial biases of the hidden layers
LEARNING_RATE = 0.05
RATE_CHANGES = {100: 0.5}  # from this step on the learning rate is another one
MOMENTUM = 0.9  # share of the previous step that is kept
WEIGHT_DECAY = 0.1  # this share of each weight is added to its gradient
BATCH_SIZE = 64  # points in each step
STEPS = 300  # updates
GRADIENT = "gradient of the weights"  # what is recorded of every layer
