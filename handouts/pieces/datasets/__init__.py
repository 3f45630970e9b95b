"""What is learnt from: each module defines `draw_points`, or the `shape` from which `plane.py` draws."""
