"""Words of the pictures of what the company sells, in their order, each with its alternative text.

A picture comes as JPEG, PNG or WebP and is kept as JPEG, which every browser and mail reads.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.list_values import Printable
from chasqui.contracts.wire import Contract, Version

MOST_PICTURES = 12
"""Per item."""
MOST_PICTURE_BYTES = 8 * 1024 * 1024
"""Of a file as it is uploaded."""
MOST_PICTURE_PIXELS = 25_000_000
"""Width × height of a file as it is uploaded: a 24-megapixel camera's, and a bounded memory."""
LONGEST_SIDE, LONGEST_THUMBNAIL_SIDE = 1600, 240
"""In pixels, of what is kept."""
PICTURE_MEDIA_TYPE = "image/jpeg"
AltText = Annotated[str, Printable, Field(min_length=3, max_length=200)]
"""What is seen, for those who do not see it (WCAG 2.2, 1.1.1)."""


class PictureSize(StrEnum):
	FULL = "full"
	THUMBNAIL = "thumbnail"


class PictureFields(Contract):
	"""What accompanies a file that is uploaded."""

	alt: AltText


class Picture(Contract):
	"""One picture of an item; `width` and `height` are of the full size, in pixels."""

	id: int
	alt: AltText
	width: int
	height: int
	version: str = ""


class PicturePatch(Contract):
	version: Version
	alt: AltText


class PictureOrder(Contract):
	"""The pictures of an item in their new order, all of them; the first stands in lists.

	`before` is the order that was read: 409 `stale` where somebody else has changed it.
	"""

	before: list[int] = Field(max_length=MOST_PICTURES)
	ids: list[int] = Field(min_length=1, max_length=MOST_PICTURES)


class PictureQuery(Contract):
	size: PictureSize = PictureSize.FULL
