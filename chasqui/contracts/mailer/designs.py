"""Words of the mailer: designs."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant, Words

# What a design may merge; the audience's stream carries all of them as texts.
MERGE_FIELDS = ("nombre", "primer_nombre", "provincia", "canton", "edad", "empresa", "campana")


MAX_DESIGN_BYTES = 1_000_000


class DesignKind(StrEnum):
	GALLERY = "gallery"
	UPLOADED = "uploaded"


class DesignUpload(Contract):
	"""An HTML mail as a person made it; `html` is at most `MAX_DESIGN_BYTES` in UTF-8."""

	name: str = Field(min_length=3, max_length=80)
	subject: str = Field(min_length=1, max_length=150)
	html: str = Field(min_length=1)


class DesignSummary(Contract):
	id: int
	name: str
	kind: DesignKind
	description: str = ""
	subject: str
	version: int
	merge_fields: list[str]
	created_at: Instant
	archived: bool = False


class DesignQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class Design(DesignSummary):
	"""With what will be sent; `notes` says in Spanish what the cleaning took away."""

	html: str
	text: str
	notes: list[Words] = []


class DesignPreview(Contract):
	subject: str
	html: str
	text: str
