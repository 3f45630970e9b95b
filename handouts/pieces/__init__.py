"""The parts of the programs to take home, as modules that the checks read."""
