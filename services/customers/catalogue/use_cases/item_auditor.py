"""Writes into the audit what was done with an item or a promotion; it concerns no person."""

from collections.abc import Sequence
from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor


class ItemAuditor:
	"""`what` and `key` say of what, and of which one."""

	what, key = "catalogue", "item_id"

	def __init__(self, auditor: Auditor) -> None:
		self._auditor = auditor

	def note(
		self, actor: Actor, number: int, fields: Sequence[str], *, step: str = "changed"
	) -> None:
		"""Note which fields were changed, or the `step` of its life."""
		details: dict[str, Any] = {self.key: number, "fields": list(fields), "step": step}
		self._auditor.note(actor, AuditAction.CHANGED, what=self.what, **details)


class PromotionAuditor(ItemAuditor):
	what, key = "promotions", "promotion_id"
