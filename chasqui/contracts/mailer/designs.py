"""Words of the mailer: designs."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant, Words

# What a design may merge; the audience's stream carries all of them as texts.
MERGE_FIELDS = ("nombre", "primer_nombre", "provincia", "canton", "edad", "empresa", "campana")


MAX_DESIGN_BYTES = 1_000_000
MAX_FILE_BYTES = 8_000_000
"""Of a file as it is uploaded; of its page, unpacked, `MAX_DESIGN_BYTES`."""
MAX_SUBJECT = 150
MAX_NAME = 80


class PictureKind(StrEnum):
	"""How a design's picture is kept, and the end of its public name."""

	JPEG = "jpg"
	PNG = "png"
	GIF = "gif"


PICTURE_MEDIA_TYPES = {
	PictureKind.JPEG: "image/jpeg",
	PictureKind.PNG: "image/png",
	PictureKind.GIF: "image/gif",
}
PATH_PICTURES = "/correo/imagenes/"
"""Of the portal: where everybody finds a design's pictures, by their SHA-256."""


class DesignKind(StrEnum):
	GALLERY = "gallery"
	UPLOADED = "uploaded"


class DesignUpload(Contract):
	"""An HTML mail as a person made it; `html` is at most `MAX_DESIGN_BYTES` in UTF-8."""

	name: str = Field(min_length=3, max_length=MAX_NAME)
	subject: str = Field(min_length=1, max_length=MAX_SUBJECT)
	html: str = Field(min_length=1)


class DesignFile(Contract):
	"""What accompanies a file that is uploaded: HTML, MJML, or a ZIP with one and its pictures.

	Its kind is known by `file_name`; its text is read in the charset that it declares.
	"""

	name: str = Field(min_length=3, max_length=MAX_NAME)
	subject: str = Field(min_length=1, max_length=MAX_SUBJECT)
	file_name: str = Field(min_length=1, max_length=200)


class DesignPatch(Contract):
	"""Another name, subject or page of a design, as a new version; what is not given stays.

	`version` is the one that was looked at.
	"""

	version: int = Field(ge=1)
	name: str | None = Field(default=None, min_length=3, max_length=MAX_NAME)
	subject: str | None = Field(default=None, min_length=1, max_length=MAX_SUBJECT)
	html: str | None = Field(default=None, min_length=1)


class DesignFilePatch(Contract):
	"""A `DesignPatch` whose page comes as a file; see `DesignFile`."""

	version: int = Field(ge=1)
	name: str | None = Field(default=None, min_length=3, max_length=MAX_NAME)
	subject: str | None = Field(default=None, min_length=1, max_length=MAX_SUBJECT)
	file_name: str = Field(min_length=1, max_length=200)


class DesignSummary(Contract):
	id: int
	name: str
	kind: DesignKind
	description: str = ""
	subject: str
	version: int
	merge_fields: list[str]
	created_at: Instant
	changed_at: Instant | None = None
	"""When its newest version came."""
	archived: bool = False


class DesignQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class ForeignTag(Contract):
	"""A merge tag of another mailer, and the field of ours that it seems to mean, if any."""

	written: str
	field: str | None = None


class Design(DesignSummary):
	"""With what will be sent; `notes` says in Spanish what the cleaning took away.

	Its `foreign_tags` would be sent as they are written.
	"""

	html: str
	text: str
	notes: list[Words] = []
	foreign_tags: list[ForeignTag] = []


class TagAdoption(Contract):
	"""Asks for our fields in the place of foreign tags, in the version that was looked at."""

	version: int = Field(ge=1)


class DesignPreview(Contract):
	subject: str
	html: str
	text: str
