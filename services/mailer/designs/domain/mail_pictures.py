"""A picture of a design, cleaned: decoded and written anew in a format that mail programs read.

Nothing of the file survives but what is seen: no place or time, no comment, no code.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass, field
from functools import cached_property

from PIL import Image, ImageOps, ImageSequence

from chasqui.contracts.mailer.designs import PictureKind
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import say

# Without a list Pillow opens EPS too, which runs Ghostscript (Pillow handbook, «Security»).
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
MOST_PIXELS = 25_000_000
"""Width × height × pictures that move."""
LONGEST_SIDE = 2000
MOST_KEPT_BYTES = 2 * 1024 * 1024
JPEG_QUALITY = 86


@dataclass(frozen=True)
class MailPicture:
	data: bytes = field(repr=False)
	kind: PictureKind

	@cached_property
	def digest(self) -> str:
		"""The SHA-256 of its data, in hexadecimal: its name for ever."""
		return hashlib.sha256(self.data).hexdigest()

	@property
	def file_name(self) -> str:
		return f"{self.digest}.{self.kind}"


def clean_mail_picture(data: bytes) -> MailPicture:
	"""Return a picture as it is kept; the same bytes always give the same.

	:raises BadValue: it is no picture of these formats, is broken, or too large
	"""
	with warnings.catch_warnings():
		warnings.simplefilter("ignore")
		try:
			with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
				frames = getattr(opened, "n_frames", 1)
				_check_pixels(opened.width * opened.height * frames)
				picture = _write_moving(opened) if frames > 1 else _write_still(opened)
		except BadValue:
			raise
		except Exception as error:  # its readers raise whatever broken data makes them stumble on
			raise BadValue(say("No es una imagen JPEG, PNG, GIF o WebP sana.")) from error
	if len(picture.data) > MOST_KEPT_BYTES:
		raise BadValue(say("Pesa más de {most} MB.", most=MOST_KEPT_BYTES // 1024**2))
	return picture


def _check_pixels(count: int) -> None:
	if count > MOST_PIXELS:
		raise BadValue(say("Pasa de {most} megapíxeles.", most=MOST_PIXELS // 1_000_000))


def _write_still(opened: Image.Image) -> MailPicture:
	is_photograph = opened.format == "JPEG" or (
		opened.format == "WEBP" and not opened.has_transparency_data
	)
	opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
	seen = ImageOps.exif_transpose(opened)
	if is_photograph:
		options = {"quality": JPEG_QUALITY, "optimize": True, "progressive": True}
		return MailPicture(_save(_bare(seen, "RGB"), "JPEG", **options), PictureKind.JPEG)
	clean = _bare(seen, "RGBA" if seen.has_transparency_data else "RGB")
	return MailPicture(_save(clean, "PNG", optimize=True), PictureKind.PNG)


def _write_moving(opened: Image.Image) -> MailPicture:
	durations = [frame.info.get("duration", 100) for frame in ImageSequence.Iterator(opened)]
	loop = opened.info.get("loop")
	frames = [_bare(frame, "RGBA") for frame in ImageSequence.Iterator(opened)]
	options = {} if loop is None else {"loop": loop}
	data = _save(
		frames[0],
		"GIF",
		save_all=True,
		append_images=frames[1:],
		duration=durations,
		disposal=2,
		**options,
	)
	return MailPicture(data, PictureKind.GIF)


def _bare(picture: Image.Image, mode: str) -> Image.Image:
	"""Return what is seen alone: Pillow carries comments and profiles along, and writes them."""
	bare = picture.convert(mode)
	bare.info = {}
	return bare


def _save(picture: Image.Image, kind: str, **options: object) -> bytes:
	file = io.BytesIO()
	picture.save(file, kind, **options)
	return file.getvalue()
