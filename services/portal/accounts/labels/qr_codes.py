"""QR codes, as SVG within the page: nothing is asked from elsewhere."""

import segno
from markupsafe import Markup

from portal.shell.labels.words import Words

CLASS = "qr"
DARK, LIGHT = "#000", "#fff"  # in the dark theme too: apps read dark on light


def draw_qr(text: str) -> Markup:
	"""Return the picture of a text, decoration for who cannot see it: the page says it as text."""
	code = segno.make(text, micro=False, error="m")
	drawn = code.svg_inline(omitsize=True, svgclass=CLASS, lineclass="", dark=DARK, light=LIGHT)
	hidden = drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
	return Markup(hidden)  # noqa: S704 - the text is squares by now


WORDS = Words(functions={"draw_qr": draw_qr})
