"""Writes down what became of a service order: its step, and who took it."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.service_orders import ServiceState
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.models.service_order import ServiceOrderRow, ServiceStepRow
from customers.equipment.repositories.service_orders import ServiceOrderRepository
from customers.equipment.use_cases.order_reader import WHAT


class OrderRecorder:
	def __init__(self, orders: ServiceOrderRepository, auditor: Auditor) -> None:
		self._orders = orders
		self._auditor = auditor

	def reach(self, row: ServiceOrderRow, state: ServiceState, actor: Actor) -> None:
		"""Put an order into a state."""
		row.state = state
		self._orders.save(row)
		self._orders.add_step(ServiceStepRow(order_id=row.id, state=state, by=actor.name))
		self.note(row, actor, state.value)

	def note(self, row: ServiceOrderRow, actor: Actor, step: str) -> None:
		"""Note what was done with an order that stays in its state."""
		details = {"what": WHAT, "order_id": row.id, "step": step}
		self._auditor.note(actor, AuditAction.CHANGED, row.customer_id, **details)
