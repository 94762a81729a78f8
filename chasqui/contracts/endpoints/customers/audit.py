"""The audit: who saw, changed, exported, erased what and when."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.audit import (
	PATH_AUDIT,
	PATH_AUDIT_LINES,
	AuditEntry,
	AuditQuery,
	ExportNote,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page


@API.declare("GET", PATH_AUDIT, Permission.AUDIT_READ)
def list_entries(*, query: AuditQuery) -> Page[AuditEntry]: ...


@API.declare("GET", PATH_AUDIT_LINES, Permission.AUDIT_READ)
def download_entries(*, query: AuditQuery) -> Stream:
	"""Give all entries that match, one JSON object a line."""


@API.declare("POST", f"{PATH_AUDIT}/exports", Permission.ACCOUNT_OWN)
def note_export(*, body: ExportNote) -> None:
	"""Write down that who asks takes a list out of the portal; other exports note themselves."""
