"""How large a gradient is: each module defines `magnitude`."""
