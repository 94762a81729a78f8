"""Which sale may charge for what was done or ordered: one that the customer was invoiced for."""

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.equipment.repositories.sold_machines import SoldMachineRepository


class SaleLinkPolicy:
	def __init__(self, sold: SoldMachineRepository) -> None:
		self._sold = sold

	def check(self, sale_id: int | None, customer_id: int) -> int | None:
		"""Return a sale that charges for a customer's order, or that there is none.

		:raises Invalid: it is no invoiced sale of theirs
		"""
		if sale_id is not None and not self._sold.is_sale_of(sale_id, customer_id):
			message = say("No es una venta facturada de este cliente.")
			fields = [FieldError("sale_id", message, "not_sold")]
			raise Invalid(message, code="not_sold", fields=fields)
		return sale_id
