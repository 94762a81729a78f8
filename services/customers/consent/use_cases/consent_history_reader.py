"""Shows what a person has answered about being contacted."""

from chasqui.contracts.customers.consents import ConsentChange
from chasqui.contracts.wire import Page
from customers.consent.repositories import ConsentRepository
from customers.people.repositories.customers import CustomerRepository


class ConsentHistoryReader:
	def __init__(self, customers: CustomerRepository, ledger: ConsentRepository) -> None:
		self._customers = customers
		self._ledger = ledger

	def list_changes(self, customer_id: int) -> Page[ConsentChange]:
		"""Return the ledger of a customer, the newest first; with that of merged records.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		changes = self._ledger.list_changes(*self._customers.list_records(customer_id))
		items = [ConsentChange.model_validate(change) for change in changes]
		return Page[ConsentChange](items=items)
