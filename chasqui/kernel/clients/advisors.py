"""Which customers an advisor may see: those assigned to them, and those that are theirs to call.

Customers knows whom the administration assigned, campaigns whom they have to call. A service asks
its own tables first, then its siblings. Who has another role as well sees everybody.
"""

from collections.abc import Callable
from typing import Protocol

from chasqui.contracts.access import Permission
from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.endpoint import Endpoint
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class Caller(Protocol):
	"""Who asks: `kernel.auth.Principal`, which workers may not import."""

	@property
	def subject(self) -> str: ...

	@property
	def permissions(self) -> frozenset[str]: ...


# Says whether a customer is an advisor's: (staff id, customer id).
LinkSource = Callable[[int, int], bool]
LinkEndpoint = Endpoint[..., AdvisorLink]


class AdvisorGuard:
	def __init__(self, *sources: LinkSource) -> None:
		self._sources = sources

	def admit(self, caller: Caller, customer_id: int) -> None:
		"""Let an advisor see a customer of theirs.

		:raises NotFound: it is none; that there is such a customer is not revealed either
		:raises Unavailable: nobody who answers says so, and somebody does not answer
		"""
		if not sees_only_own(caller):
			return
		staff_id = int(caller.subject.removeprefix("staff:"))
		if not any(is_theirs(staff_id, customer_id) for is_theirs in self._sources):
			raise NotFound(say("No existe ese cliente."), code="no_customer")


def sees_only_own(caller: Caller) -> bool:
	"""Return whether a person may see the customers in the own charge and no others."""
	return Permission.CUSTOMERS_READ not in caller.permissions


def ask_sibling(client: RestClient, show_link: LinkEndpoint) -> LinkSource:
	"""Return the source that asks a sibling."""

	def is_theirs(staff_id: int, customer_id: int) -> bool:
		return client.call(show_link, customer_id=customer_id, staff_id=staff_id).is_theirs

	return is_theirs
