"""The numbers of a look at one function."""

X = 1.0  # where to look closely
REACH = 8.0  # how far the plot goes to both sides
DISTANCE = 1e-5  # between the points of a finite difference
