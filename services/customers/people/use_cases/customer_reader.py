"""Shows a customer (R9)."""

from collections.abc import Sequence

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.names import CustomerName, CustomerNames
from chasqui.contracts.customers.people import Customer, IdentityType, ShownIdentity
from chasqui.contracts.masking import mask_identity
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.repositories.customers import CustomerRepository
from customers.people.use_cases.customer_view import CustomerViewBuilder


class CustomerReader:
	def __init__(
		self,
		customers: CustomerRepository,
		auditor: Auditor,
		views: CustomerViewBuilder,
	) -> None:
		self._customers = customers
		self._auditor = auditor
		self._views = views

	def get(self, customer_id: int, actor: Actor) -> Customer:
		"""Return a customer, and write down who saw it.

		:raises NotFound: there is no such customer
		"""
		row = self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.SEEN, customer_id)
		return self._views.build(row)

	def reveal_identity(self, customer_id: int, actor: Actor) -> ShownIdentity:
		"""Return a customer's identification, and write down who asked to see it.

		:raises NotFound: there is no such customer
		"""
		row = self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.REVEALED, customer_id, fields=["id_number"])
		return ShownIdentity(id_type=IdentityType(row.id_type), id_number=row.id_number)

	def list_names(self, ids: Sequence[int]) -> CustomerNames:
		"""Return who is behind some numbers, archived customers too."""
		names = [
			CustomerName(id=row.id, name=row.name, masked_id=mask_identity(row.id_number))
			for row in self._customers.list_by_id(ids)
		]
		return CustomerNames(items=names)

	def list_records(self, customer_id: int) -> list[int]:
		"""Return the records of a person: this one, and those that were merged into it."""
		return self._customers.list_records(customer_id)
