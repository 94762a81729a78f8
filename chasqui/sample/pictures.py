"""Pictures of the sample company's items: coloured cards, drawn here, that say what they are."""

import io
from zlib import crc32

from PIL import Image, ImageDraw, ImageFont

CARD = (640, 400)
COLOURS = ("#0b6e63", "#7a3b69", "#9a4f12", "#245a9c", "#5a5a1e")
WHITE = "#ffffff"
MARK = "Imagen de ejemplo"


def paint_card(name: str, side: str) -> bytes:
	"""Return a PNG with the name of an item and what of it would be seen; marked synthetic."""
	card = Image.new("RGB", CARD, COLOURS[crc32(name.encode()) % len(COLOURS)])
	draw = ImageDraw.Draw(card)
	for text, height, size in ((name, 150, 40), (side, 220, 28), (MARK, 340, 22)):
		font = ImageFont.load_default(size)
		draw.text((CARD[0] / 2, height), text, WHITE, font, anchor="mm")
	file = io.BytesIO()
	card.save(file, "PNG")
	return file.getvalue()
