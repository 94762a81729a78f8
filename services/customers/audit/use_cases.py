"""Writes down who did what, in the transaction in which it is done, and shows it."""

from datetime import timedelta
from typing import Any

from chasqui.contracts.customers.audit import AuditAction, AuditEntry, AuditQuery, ExportNote
from chasqui.contracts.event_payloads import CustomerSeen
from chasqui.contracts.events import Event
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from customers.audit.domain import Actor
from customers.audit.models import AuditEntryRow
from customers.audit.repositories import AuditRepository


class Auditor:
	def __init__(self, log: AuditRepository, *, retention_days: int) -> None:
		self._log = log
		self._retention_days = retention_days

	def note(
		self, actor: Actor, action: AuditAction, customer_id: int | None = None, **details: Any
	) -> None:
		"""Add an entry. `details` must hold no person's data: it outlives an erasure."""
		entry = AuditEntryRow(
			actor=actor.subject,
			actor_name=actor.name,
			action=action.value,
			customer_id=customer_id,
			details=details,
		)
		self._log.add(entry)

	def note_seen(self, event: Event[CustomerSeen]) -> None:
		"""Write down a look that a sibling published; a repeated event is the same look."""
		seen = event.payload
		if not self._log.has_event(seen.customer_id, event.event_id):
			details = {"what": seen.what, "event": str(event.event_id)}
			self.note(
				Actor(seen.actor, seen.actor_name), AuditAction.SEEN, seen.customer_id, **details
			)

	def list_page(self, query: AuditQuery) -> Page[AuditEntry]:
		"""Return entries, the newest first."""
		rows, cursor = self._log.list_page(query)
		items = [AuditEntry.model_validate(row) for row in rows]
		return Page[AuditEntry](items=items, next_cursor=cursor)

	def note_export(self, actor: Actor, query: AuditQuery) -> None:
		"""Write down that the audit itself was taken out, and by which filters."""
		asked = sorted(query.model_fields_set - {"cursor", "limit"})
		self.note(actor, AuditAction.EXPORTED, query.customer_id, what="audit", fields=asked)

	def note_list_export(self, actor: Actor, export: ExportNote) -> None:
		"""Write down that a list of the portal was taken out, and by which filters."""
		self.note(actor, AuditAction.EXPORTED, what="list", list=export.name, fields=export.fields)

	def delete_old(self) -> int:
		"""Delete the entries whose retention is over; return how many."""
		return self._log.delete_before(read_now() - timedelta(days=self._retention_days))
