"""Asks customers who somebody is."""

from chasqui.contracts.customers.reach import ReachablePerson, ReachRequest
from chasqui.contracts.endpoints.customers.people import find_reachable
from chasqui.kernel.clients.rest import RestClient


class ReachClient:
	def __init__(self, customers: RestClient) -> None:
		self._customers = customers

	def find(self, customer_id: int) -> ReachablePerson | None:
		"""Return a customer, if there is one who may be written to."""
		return next(iter(self._ask(ReachRequest(customer_id=customer_id))), None)

	def find_by_address(self, email: str) -> ReachablePerson | None:
		"""Return who has an address, if it is one person's alone."""
		found = self._ask(ReachRequest(email=email))
		return found[0] if len(found) == 1 else None

	def _ask(self, asked: ReachRequest) -> list[ReachablePerson]:
		return self._customers.call(find_reachable, body=asked).items
