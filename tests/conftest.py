"""Settings that hold for every test process."""

import os

# Tests run in several processes on few cores: threads of torch inside each would only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")
