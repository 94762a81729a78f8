"""Reads a ledger of consents as permissions: each from its grant to its withdrawal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chasqui.contracts.customers.consents import ConsentChannel


@dataclass(frozen=True)
class LedgerLine:
	"""A change of one channel; `evidence_id` is of a grant."""

	channel: ConsentChannel
	granted: bool
	source: str
	at: datetime
	evidence_id: int | None = None


@dataclass(frozen=True)
class Permission:
	"""`is_first` where it was the first answer, whose evidence is that of its source."""

	channel: ConsentChannel
	granted_by: str
	granted_at: datetime | None
	evidence_id: int | None
	is_first: bool
	withdrawn_at: datetime | None = None
	withdrawn_by: str | None = None


def build_permissions(
	lines: Iterable[LedgerLine], channel: ConsentChannel, *, is_granted: bool, first_source: str
) -> list[Permission]:
	"""Return a channel's permissions, the newest first.

	`lines` are the changes after the first answer, the oldest first. What the first answer was
	follows from them: a ledger that begins with a withdrawal began with a yes.
	"""
	changes = [line for line in lines if line.channel is channel]
	began = not changes[0].granted if changes else is_granted
	permissions: list[Permission] = []
	standing = Permission(channel, first_source, None, None, True) if began else None
	for line in changes:
		if line.granted:
			standing = Permission(channel, line.source, line.at, line.evidence_id, False)
		elif standing is not None:
			permissions.append(_end(standing, line))
			standing = None
	return [*filter(None, [standing]), *reversed(permissions)]


def _end(permission: Permission, line: LedgerLine) -> Permission:
	return Permission(
		permission.channel,
		permission.granted_by,
		permission.granted_at,
		permission.evidence_id,
		permission.is_first,
		line.at,
		line.source,
	)
