"""How many wild requests the tests make: few in `make test`, thousands in `make wild`."""

import os

FACTOR = int(os.environ.get("CHASQUI_WILD_FACTOR", "1"))
EXAMPLES = 8 * FACTOR
"""Of each operation of a service."""
REQUESTS = 40 * FACTOR
"""Of each kind of person at the portal."""
