"""Writes into the audit what was done with an item; it tells of no person."""

from collections.abc import Sequence

from chasqui.contracts.customers.audit import AuditAction
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor


class ItemAuditor:
	def __init__(self, auditor: Auditor) -> None:
		self._auditor = auditor

	def note(
		self, actor: Actor, item_id: int, fields: Sequence[str], *, step: str = "changed"
	) -> None:
		"""Note which fields were changed, or the `step` of the item's life."""
		self._auditor.note(
			actor,
			AuditAction.CHANGED,
			what="catalogue",
			item_id=item_id,
			fields=list(fields),
			step=step,
		)
