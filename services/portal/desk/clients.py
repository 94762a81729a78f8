"""The advisor's queue, and what is on sale."""

from collections.abc import Sequence
from uuid import UUID

from chasqui.contracts.activity import MailSent
from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.desk import DeskLease, NextRequest
from chasqui.contracts.campaigns.own_results import OwnResult
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.customers.profiles import Preferences
from chasqui.contracts.endpoints.campaigns import call_reasons as reasons_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import own_results as own_results_api
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.contracts.wire import Contract
from chasqui.kernel.errors import NotFound
from portal.shell.pages.parts import load_or_none, load_part, remember
from portal.siblings import ask

NOTHING_TO_CALL = "nothing_to_call"
MOST_OFFERS = 100
MOST_MAILS = 3


def take_next_customer(campaign_id: int | None) -> DeskLease | None:
	"""Lease the next customer; None when nobody is left to call."""
	try:
		return ask(desk_api.take_next, body=NextRequest(campaign_id=campaign_id))
	except NotFound as error:
		if error.code == NOTHING_TO_CALL:
			return None
		raise


class Background(Contract):
	"""What the siblings know of the customer of a hold; None is a part that does not answer."""

	lease_token: UUID
	mails: list[MailSent] | None
	preferences: Preferences | None

	@property
	def is_whole(self) -> bool:
		return self.mails is not None and self.preferences is not None


def load_background(lease: DeskLease) -> Background:
	"""Return the last mails to a customer, and how the customer likes to be called."""
	customer_id = lease.customer.customer_id
	mails = load_part(lambda: ask(mails_api.show_mails, customer_id=customer_id)).value
	profile = load_part(lambda: ask(people_api.show_profile, customer_id=customer_id)).value
	return Background(
		lease_token=lease.lease_token,
		mails=mails.mails[:MOST_MAILS] if mails else None,
		preferences=profile.preferences if profile else None,
	)


def list_offers() -> Sequence[Offer]:
	"""Return what is on sale; nothing while the catalogue does not answer."""
	query = OfferQuery(limit=MOST_OFFERS)
	found = load_part(lambda: ask(catalogue_api.list_offers, query=query)).value
	return found.items if found else []


@remember
def list_own_results() -> Sequence[OwnResult]:
	"""Return the company's own results, the retired ones too; nothing while nobody answers."""
	found = load_part(lambda: ask(own_results_api.list_own_results)).value
	return found.items if found else []


@remember
def list_reasons() -> Sequence[CallReason]:
	"""Return why calls end as they do, the retired ones too; nothing while nobody answers."""
	found = load_part(lambda: ask(reasons_api.list_reasons)).value
	return found.items if found else []


def find_offer(item: str) -> Offer | None:
	"""Return an item on sale; None where there is none, or the catalogue does not answer."""
	if not item.isdigit():
		return None
	asked = load_part(
		lambda: load_or_none(lambda: ask(catalogue_api.show_offer, item_id=int(item)))
	)
	return asked.value
