"""A picture as it comes, cleaned: decoded, turned upright, scaled, written anew as JPEG.

Nothing of the file survives but what is seen: no EXIF (where and when it was taken), no comment, no
second picture, nothing that hides behind the pixels.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from PIL import Image, ImageOps

from chasqui.contracts.customers.pictures import (
	LONGEST_SIDE,
	LONGEST_THUMBNAIL_SIDE,
	MOST_PICTURE_PIXELS,
)
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say

# Without a list Pillow opens EPS too, which runs Ghostscript (Pillow handbook, «Security»).
FORMATS = ("JPEG", "PNG", "WEBP")
# Photographs of two lenses (Multi-Picture Format) are JPEG files whose first picture is the one.
STILL_FORMATS = frozenset({"JPEG", "MPO"})
QUALITIES = (88, 75, 60, 45, 30)
MOST_KEPT_BYTES = 2 * 1024 * 1024
BACKGROUND = (255, 255, 255)
# A picture at the limit takes some 200 MB while it is decoded: one at a time in each process.
ONE_AT_A_TIME = Lock()


class BadPicture(BadValue):
	"""A file that is not kept; `code` is for programs, `text` for people."""

	def __init__(self, code: str, text: Text) -> None:
		super().__init__(text)
		self.code = code


@dataclass(frozen=True)
class CleanPicture:
	"""`data` and `thumbnail` are JPEG; `digest` is the SHA-256 of `data`; sides are in pixels."""

	data: bytes
	thumbnail: bytes
	width: int
	height: int

	@cached_property
	def digest(self) -> str:
		return hashlib.sha256(self.data).hexdigest()


def clean_picture(data: bytes) -> CleanPicture:
	"""Return a picture as it is kept; the same bytes always give the same.

	:raises BadPicture: `not_a_picture`, `broken_picture`, `animated_picture`, `too_many_pixels`
	"""
	with ONE_AT_A_TIME, warnings.catch_warnings():
		# Of what it finds odd Pillow warns in the log; its limit of pixels is a mere warning too.
		warnings.simplefilter("ignore")
		with _open(data) as opened:
			_check(opened)
			full = _decode(opened)
		small = full.copy()
		small.thumbnail((LONGEST_THUMBNAIL_SIDE, LONGEST_THUMBNAIL_SIDE))
		return CleanPicture(_write(full), _write(small), full.width, full.height)


def _open(data: bytes) -> Image.Image:
	try:
		return Image.open(io.BytesIO(data), formats=FORMATS)
	except Image.DecompressionBombError as error:
		raise _refuse_pixels() from error
	except Exception as error:  # its readers raise whatever a broken header makes them stumble on
		message = say("El archivo no es una imagen JPEG, PNG o WebP.")
		raise BadPicture("not_a_picture", message) from error


def _check(opened: Image.Image) -> None:
	if opened.width * opened.height > MOST_PICTURE_PIXELS:
		raise _refuse_pixels()
	if opened.format not in STILL_FORMATS and getattr(opened, "n_frames", 1) > 1:
		message = say("La imagen se mueve: suba una fija.")
		raise BadPicture("animated_picture", message)


def _decode(opened: Image.Image) -> Image.Image:
	"""Return what is seen, upright, scaled and on white; truncated data is an error of Pillow's."""
	try:
		if opened.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut, not scale
			grey = opened.convert("I").point(lambda value: value * (1 / 256))
			opened = grey.convert("L")
		opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
		return _put_on_white(ImageOps.exif_transpose(opened))
	except Exception as error:
		message = say("La imagen está dañada o incompleta.")
		raise BadPicture("broken_picture", message) from error


def _put_on_white(seen: Image.Image) -> Image.Image:
	clean = Image.new("RGB", seen.size, BACKGROUND)
	if seen.has_transparency_data:
		layer = seen.convert("RGBA")
		clean.paste(layer, mask=layer.getchannel("A"))
	else:
		clean.paste(seen.convert("RGB"))
	return clean


def _write(picture: Image.Image) -> bytes:
	"""Return it as JPEG, as good as fits into what is kept."""
	for quality in QUALITIES:
		file = io.BytesIO()
		picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
		if file.tell() <= MOST_KEPT_BYTES:
			break
	return file.getvalue()


def _refuse_pixels() -> BadPicture:
	most = MOST_PICTURE_PIXELS // 1_000_000
	return BadPicture("too_many_pixels", say("La imagen pasa de {most} megapíxeles.", most=most))
