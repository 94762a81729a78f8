"""To whom is sold: a record that stands for itself, and is not archived."""

from chasqui.kernel.errors import FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository


class BuyerPolicy:
	def __init__(self, customers: CustomerRepository) -> None:
		self._customers = customers

	def find(self, customer_id: int) -> CustomerRow:
		"""Return a customer, locked, to whom is sold.

		:raises Conflict: the record was merged into another one, or is being erased
		:raises Invalid: there is no such customer, or they are archived
		"""
		try:
			row = self._customers.get_to_change(customer_id)
		except NotFound as error:
			fields = [FieldError("customer_id", error.detail, error.code)]
			raise Invalid(error.detail, code=error.code, fields=fields) from error
		if row.archived_at is not None:
			message = say("A un cliente archivado no se le vende: restáurelo antes.")
			fields = [FieldError("customer_id", message, "archived")]
			raise Invalid(message, code="archived", fields=fields)
		return row
