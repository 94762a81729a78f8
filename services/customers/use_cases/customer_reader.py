"""Finds customers (R9, R11)."""

from datetime import date

from chasqui.contracts.customers import ConsentChange, Customer, CustomerQuery
from chasqui.contracts.wire import Page
from customers.repositories.consents import ConsentLedger
from customers.repositories.customers import CustomerRepository
from customers.use_cases.customer_view import view_customer


class CustomerReader:
	def __init__(
		self, customers: CustomerRepository, ledger: ConsentLedger, *, today: date
	) -> None:
		self._customers = customers
		self._ledger = ledger
		self._today = today

	def get(self, customer_id: int) -> Customer:
		""":raises NotFound: there is no such customer"""
		return view_customer(self._customers.get(customer_id), self._today)

	def list_page(self, query: CustomerQuery) -> Page[Customer]:
		rows, cursor = self._customers.list_page(query)
		items = [view_customer(row, self._today) for row in rows]
		return Page[Customer](items=items, next_cursor=cursor)

	def list_consent_changes(self, customer_id: int) -> Page[ConsentChange]:
		"""Return the ledger of a customer, the newest first.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		changes = self._ledger.list_changes(customer_id)
		items = [ConsentChange.model_validate(change) for change in changes]
		return Page[ConsentChange](items=items)
