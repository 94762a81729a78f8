"""QR codes: what is drawn is what the code says, dark on light, with its quiet zone."""

import re

import segno
from lxml import etree

from portal.accounts.labels.qr_codes import draw_qr

URI = "otpauth://totp/Chasqui%20Empresa:asesora?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
QUIET = 4  # ISO/IEC 18004: four modules around
STROKE = re.compile(r"([Mm])(-?\d+) (-?[\d.]+)|h(\d+)")


class TestQrCode:
	def test_the_picture_is_the_code_with_its_quiet_zone(self) -> None:
		svg = etree.fromstring(str(draw_qr(URI)))
		light, dark = svg.iter("path")
		assert (light.get("fill"), dark.get("stroke")) == ("#fff", "#000")
		code = segno.make(URI, micro=False, error="m")
		size = len(code.matrix) + 2 * QUIET
		assert svg.get("viewBox") == f"0 0 {size} {size}"
		expected = {
			(x + QUIET, y + QUIET)
			for y, row in enumerate(code.matrix)
			for x, module in enumerate(row)
			if module
		}
		assert read_modules(dark.get("d") or "") == expected

	def test_nothing_in_it_is_a_style(self) -> None:
		assert not re.search(r"style|xmlns|<title", str(draw_qr(URI)))


def read_modules(path: str) -> set[tuple[int, int]]:
	"""Return the squares that the strokes of a path cover."""
	x, y, found = 0, 0.0, set()
	for move, right, down, length in STROKE.findall(path):
		if move == "M":
			x, y = int(right), float(down)
		elif move == "m":
			x, y = x + int(right), y + float(down)
		else:
			found |= {(x + step, int(y)) for step in range(int(length))}
			x += int(length)
	return found
