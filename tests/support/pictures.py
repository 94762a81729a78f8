"""Pictures of every kind that people upload, and of some that they should not."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

SIZE = (64, 48)
RED, BLUE = (200, 30, 30), (30, 30, 200)
HERE = {1: "S", 2: (0.0, 10.0, 48.0)}
"""A place, as EXIF writes it."""


def paint(kind: str = "PNG", *, size: tuple[int, int] = SIZE, **options: Any) -> bytes:
	"""Return a picture, red on the left and blue on the right."""
	picture = Image.new("RGB", size, BLUE)
	picture.paste(RED, (0, 0, size[0] // 2, size[1]))
	return write(picture, kind, **options)


def write(picture: Image.Image, kind: str, **options: Any) -> bytes:
	"""Return a picture as a file."""
	file = io.BytesIO()
	picture.save(file, kind, **options)
	return file.getvalue()


def paint_photograph(orientation: int = 6) -> bytes:
	"""Return a JPEG that lies on its side, with the place where it was taken and a comment."""
	exif = Image.Exif()
	exif[0x0112] = orientation
	exif[0x8825] = HERE
	return paint("JPEG", exif=exif, comment=b"secret comment", quality=95)


def paint_moving(kind: str) -> bytes:
	"""Return a picture that moves."""
	frames = [Image.new("RGB", SIZE, colour) for colour in (RED, BLUE)]
	return write(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def paint_bomb(side: int) -> bytes:
	"""Return a PNG whose header promises a square of `side` pixels, and which is short."""
	header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
	rows = zlib.compress(bytes(1 + side * 3) * 4)
	chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
	return b"\x89PNG\r\n\x1a\n" + b"".join(
		struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
		for name, data in chunks
	)


FOREIGN = {
	"gif": paint("GIF"),
	"bmp": paint("BMP"),
	"tiff": paint("TIFF"),
	"eps": paint("EPS"),
	"svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
	"html": b"<!doctype html><script>alert(1)</script>",
	"pdf": b"%PDF-1.7\n",
	"empty": b"",
	"mark alone": b"\x89PNG\r\n\x1a\n",
}
