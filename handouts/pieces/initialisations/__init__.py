"""How a layer begins: each module defines `draw_layer`."""
