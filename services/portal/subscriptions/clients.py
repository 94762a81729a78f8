"""What the pages of services in use ask of other services."""

from dataclasses import dataclass

from chasqui.contracts.customers.subscriptions import Subscription
from chasqui.contracts.endpoints.customers import subscriptions as subscriptions_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

MOST_SHOWN = 100


@dataclass(frozen=True)
class ServiceView:
	"""What a customer uses, and what they used; `is_cut` where they used more than is shown."""

	used: list[Subscription]
	ended: list[Subscription]
	is_cut: bool


def load_services(customer_id: int) -> Part[ServiceView]:
	"""Return what a customer uses and used, as a part of a page."""
	return load_part(lambda: read_services(customer_id))


def read_services(customer_id: int) -> ServiceView:
	"""Return what a customer uses and used."""
	query = ListQuery(limit=MOST_SHOWN)
	page = ask(subscriptions_api.list_subscriptions, customer_id=customer_id, query=query)
	return ServiceView(
		used=[one for one in page.items if one.ended_on is None],
		ended=[one for one in page.items if one.ended_on is not None],
		is_cut=page.next_cursor is not None,
	)


def find_service(customer_id: int, subscription_id: int) -> Subscription:
	""":raises NotFound: the customer has had no such service"""
	rows = read_rows(
		ListQuery(),
		lambda asked: ask(
			subscriptions_api.list_subscriptions, customer_id=customer_id, query=asked
		),
	)
	for one in rows:
		if one.id == subscription_id:
			return one
	raise NotFound(say("No existe ese servicio."))
