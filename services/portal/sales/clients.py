"""What the pages of sales ask of other services: what can be sold, and what it is called."""

from functools import partial

from flask_babel import gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.kernel.errors import Forbidden, NotFound
from portal.session.staff import read_person
from portal.shell.labels.formats import format_money
from portal.shell.labels.options import Option
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import Part, load_part, remember
from portal.siblings import ask


def list_offers() -> list[Offer]:
	"""Return everything that is on sale today."""
	return [*read_rows(OfferQuery(), lambda asked: ask(catalogue_api.list_offers, query=asked))]


@remember
def load_offers() -> Part[list[Offer]]:
	"""Return what is on sale today, as a part of a page."""
	return load_part(list_offers)


def list_item_options(nature: ItemNature | None = None) -> list[Option]:
	"""Return what is on sale, to choose from: ``(id, name and price)``."""
	return [
		(str(one.id), f"{one.name} · {one.reference} · {format_money(one.price)}")
		for one in load_offers().value or []
		if nature in (None, one.nature)
	]


def list_item_names(nature: ItemNature | None = None) -> list[Option]:
	"""Return what is on sale, to narrow a list by: ``(id, name)``."""
	offers = load_offers().value or []
	return [(str(one.id), one.name) for one in offers if nature in (None, one.nature)]


list_service_options = partial(list_item_options, ItemNature.SERVICE)
list_service_names = partial(list_item_names, ItemNature.SERVICE)


def name_item(value: str) -> str:
	"""Return what is on sale by its number, or the number where it is sold no more."""
	return dict(list_item_names()).get(value) or str(gettext("n.º %(id)s", id=value))


@remember
def list_type_names() -> list[Option]:
	"""Return the types of items: ``(id, name)``."""
	found = load_part(lambda: ask(catalogue_api.list_types).items).value or []
	return [(str(one.id), one.name) for one in found]


def find_customer_name(customer_id: int) -> str:
	"""Return a customer's name; an empty text for who may see none.

	:raises NotFound: there is no such customer
	"""
	try:
		return ask(registration_api.show_customer, customer_id=customer_id).name
	except (Forbidden, NotFound):
		if read_person().may(Permission.CUSTOMERS_READ):
			raise
		return ""  # no longer one of this advisor's
