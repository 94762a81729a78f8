"""Which characters a mail's words may not have: those that command, and none that are only new.

`str.isprintable` knows the signs of the interpreter's own year: it calls newer emoji unprintable,
and the joiner that makes one sign of several.
"""

import re

# C0 and C1, line and paragraph separators; halves of characters, which no encoding carries; and
# what turns the direction of a text round, by which one name reads as another (Unicode TR 36).
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def replace_controls(text: str, stead: str) -> str:
	"""Return a text with something else in the place of its control characters."""
	return _CONTROLS.sub(stead, text)
