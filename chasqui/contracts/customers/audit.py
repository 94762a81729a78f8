"""Words of the audit: who saw, changed, exported or erased what, and when (R44)."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

PATH_AUDIT = "/v1/audit"
PATH_AUDIT_LINES = "/v1/audit.jsonl"


class AuditAction(StrEnum):
	SEEN = "seen"
	REVEALED = "revealed"
	SEARCHED = "searched"
	REGISTERED = "registered"
	CHANGED = "changed"
	ARCHIVED = "archived"
	RESTORED = "restored"
	IMPORTED = "imported"
	EXPORTED = "exported"
	MERGED = "merged"
	UNMERGED = "unmerged"
	SEGMENT_SAVED = "segment_saved"
	SEGMENT_DELETED = "segment_deleted"
	CONSENT_CHANGED = "consent_changed"
	REQUEST_OPENED = "request_opened"
	REQUEST_CLOSED = "request_closed"
	ERASURE_BEGUN = "erasure_begun"
	ERASED = "erased"


class AuditEntry(Contract):
	"""`details` says what, without people's data: names of fields and filters, counts, ids."""

	id: int
	at: Instant
	actor: str
	actor_name: str
	action: AuditAction
	customer_id: int | None = None
	details: dict[str, Any] = {}


class ExportNote(Contract):
	"""A list left as a file: which, and by which filters, without their values."""

	name: str = Field(pattern=r"^[a-z][a-z0-9_-]{1,39}$")
	fields: list[Annotated[str, Field(max_length=40)]] = Field(default=[], max_length=40)


class AuditQuery(Contract):
	"""Filters of the audit, as URL parameters; the newest entries come first."""

	customer_id: int | None = None
	actor: str | None = Field(default=None, max_length=80)
	action: AuditAction | None = None
	since: Instant | None = None
	until: Instant | None = None
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
