"""The advisor's queue, and what is on sale."""

from collections.abc import Sequence

from chasqui.contracts.campaigns.desk import DeskLease, NextRequest
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.errors import NotFound
from portal.shell.pages.parts import load_or_none, load_part
from portal.siblings import ask

NOTHING_TO_CALL = "nothing_to_call"
MOST_OFFERS = 100


def take_next_customer(campaign_id: int | None) -> DeskLease | None:
	"""Lease the next customer; None when nobody is left to call."""
	try:
		return ask(desk_api.take_next, body=NextRequest(campaign_id=campaign_id))
	except NotFound as error:
		if error.code == NOTHING_TO_CALL:
			return None
		raise


def list_offers() -> Sequence[Offer]:
	"""Return what is on sale; nothing while the catalogue does not answer."""
	query = OfferQuery(limit=MOST_OFFERS)
	found = load_part(lambda: ask(catalogue_api.list_offers, query=query)).value
	return found.items if found else []


def find_offer(item: str) -> Offer | None:
	"""Return an item on sale; None where there is none, or the catalogue does not answer."""
	if not item.isdigit():
		return None
	asked = load_part(
		lambda: load_or_none(lambda: ask(catalogue_api.show_offer, item_id=int(item)))
	)
	return asked.value
