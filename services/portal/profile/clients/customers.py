"""Customers."""

from chasqui.contracts.customers import (
	Customer,
	CustomerPatch,
)
from chasqui.contracts.lists import CustomerQuery, ListedCustomer
from chasqui.contracts.rights import CustomerRegistration
from chasqui.contracts.wire import Page
from portal.siblings import IDEMPOTENCY_HEADER, Siblings

PATH = "/v1/customers"


class CustomersClient:
	"""Asks the customers service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.customers

	def list_customers(self, query: CustomerQuery) -> Page[ListedCustomer]:
		"""Return a page of customers."""
		return self._rest.get(PATH, Page[ListedCustomer], params=query.write_params())

	def fetch_customer(self, customer_id: int) -> Customer:
		"""Return one customer; NotFound if there is none."""
		return self._rest.get(f"{PATH}/{customer_id}", Customer)

	def create_customer(self, fields: CustomerRegistration, nonce: str) -> Customer:
		"""Create a customer, once per `nonce`; Conflict if the identity is taken."""
		headers = {IDEMPOTENCY_HEADER: nonce}
		return self._rest.post(PATH, Customer, body=fields, headers=headers)

	def change_customer(self, customer_id: int, patch: CustomerPatch) -> Customer:
		"""Change the fields that `patch` sets; a null empties."""
		content = patch.model_dump_json(exclude_unset=True).encode()
		return self._rest.send("PATCH", f"{PATH}/{customer_id}", Customer, content=content)

	def archive_customer(self, customer_id: int) -> None:
		"""Archive a customer: out of the lists and of new audiences."""
		self._rest.request("DELETE", f"{PATH}/{customer_id}")
