"""Writes down what became of a sale: its step, who took it, and what its campaign is to know."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.sales import SaleState
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.sales.models.sale import SaleRow, SaleStepRow
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.sale_publisher import SalePublisher
from customers.sales.use_cases.sale_reader import WHAT


class SaleRecorder:
	def __init__(self, sales: SaleRepository, publisher: SalePublisher, auditor: Auditor) -> None:
		self._sales = sales
		self._publisher = publisher
		self._auditor = auditor

	def reach(self, row: SaleRow, state: SaleState, actor: Actor, step: str = "") -> None:
		"""Put a sale into a state; `step` is what the audit calls that, if not as the state."""
		row.state = state
		self._sales.save(row)
		self._sales.add_step(SaleStepRow(sale_id=row.id, state=state, by=actor.name))
		self.note(row, actor, step or state.value)

	def note(self, row: SaleRow, actor: Actor, step: str) -> None:
		"""Note what was done with a sale that stays in its state."""
		self._publisher.publish(row)
		self._auditor.note(
			actor, AuditAction.CHANGED, row.customer_id, what=WHAT, sale_id=row.id, step=step
		)
