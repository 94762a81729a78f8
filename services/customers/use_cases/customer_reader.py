"""Shows a customer (R9)."""

from datetime import date

from chasqui.contracts.audit import AuditAction
from chasqui.contracts.customers import ConsentChange, Customer
from chasqui.contracts.wire import Page
from customers.domain.actors import Actor
from customers.repositories.consents import ConsentLedger
from customers.repositories.customers import CustomerRepository
from customers.use_cases.auditor import Auditor
from customers.use_cases.customer_view import view_customer


class CustomerReader:
	def __init__(
		self,
		customers: CustomerRepository,
		ledger: ConsentLedger,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._customers = customers
		self._ledger = ledger
		self._auditor = auditor
		self._today = today

	def get(self, customer_id: int, actor: Actor) -> Customer:
		"""Return a customer, and write down who saw it.

		:raises NotFound: there is no such customer
		"""
		row = self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.SEEN, customer_id)
		return view_customer(row, self._today)

	def list_consent_changes(self, customer_id: int) -> Page[ConsentChange]:
		"""Return the ledger of a customer, the newest first.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		changes = self._ledger.list_changes(customer_id)
		items = [ConsentChange.model_validate(change) for change in changes]
		return Page[ConsentChange](items=items)
