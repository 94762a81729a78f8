"""The advisor's queue, and what is on sale."""

from collections.abc import Sequence
from uuid import UUID

from chasqui.contracts.activity import MailSent
from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.desk import DeskLease, NextRequest
from chasqui.contracts.campaigns.own_results import OwnResult
from chasqui.contracts.customers.equipment_lists import EquipmentQuery
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.customers.profiles import Preferences
from chasqui.contracts.endpoints.campaigns import call_reasons as reasons_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import own_results as own_results_api
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.contracts.wire import Contract, Day, Money
from chasqui.kernel.errors import NotFound
from portal.equipment.clients import find_soon
from portal.equipment.labels import name_machine
from portal.shell.pages.parts import load_or_none, load_part, remember
from portal.siblings import ask
from portal.subscriptions.clients import load_services

NOTHING_TO_CALL = "nothing_to_call"
MOST_OFFERS = 100
MOST_MAILS, MOST_MACHINES, MOST_SERVICES = 3, 3, 5


def take_next_customer(campaign_id: int | None) -> DeskLease | None:
	"""Lease the next customer; None when nobody is left to call."""
	try:
		return ask(desk_api.take_next, body=NextRequest(campaign_id=campaign_id))
	except NotFound as error:
		if error.code == NOTHING_TO_CALL:
			return None
		raise


def find_lease(token: UUID | None) -> DeskLease | None:
	"""Return the hold of a token; None where another customer is held by now, or nobody: a page
	that is left open asks nothing for whoever came after.
	"""
	if token is None:
		return None
	return load_or_none(lambda: ask(desk_api.show_lease, lease_token=token))


class DueMachine(Contract):
	"""A machine of who is called, whose service comes due."""

	name: str
	due_on: Day
	is_estimate: bool = False


class UsedService(Contract):
	"""What who is called uses: with which plan, at what price, since when."""

	name: str
	price: Money | None = None
	since: Day | None = None


class Background(Contract):
	"""What the siblings know of the customer of a hold; None is a part that does not answer."""

	lease_token: UUID
	mails: list[MailSent] | None = None
	preferences: Preferences | None = None
	due: list[DueMachine] | None = None
	used: list[UsedService] | None = None

	@property
	def is_whole(self) -> bool:
		return None not in (self.mails, self.preferences, self.due, self.used)


def load_background(lease: DeskLease, kept: Background | None) -> Background:
	"""Return the last mails to a customer, how the customer likes to be called, what machines come
	due and what services are used; what was kept of it is not asked again.
	"""
	customer_id = lease.customer.customer_id
	kept = kept or Background(lease_token=lease.lease_token)
	return Background(
		lease_token=lease.lease_token,
		mails=list_mails(customer_id) if kept.mails is None else kept.mails,
		preferences=kept.preferences or find_preferences(customer_id),
		due=list_due(customer_id) if kept.due is None else kept.due,
		used=list_used(customer_id) if kept.used is None else kept.used,
	)


def list_mails(customer_id: int) -> list[MailSent] | None:
	"""Return the last mails to a customer; None while the mailer does not answer."""
	sent = load_part(lambda: ask(mails_api.show_mails, customer_id=customer_id)).value
	return sent.mails[:MOST_MAILS] if sent else None


def find_preferences(customer_id: int) -> Preferences | None:
	"""Return how a customer likes to be called; None while customers does not answer."""
	profile = load_part(lambda: ask(people_api.show_profile, customer_id=customer_id)).value
	return profile.preferences if profile else None


def list_due(customer_id: int) -> list[DueMachine] | None:
	"""Return what machines of a customer come due; None while customers does not answer."""
	query = EquipmentQuery(customer_id=[customer_id], sort="due", limit=MOST_MACHINES)
	found = load_part(lambda: ask(equipment_api.list_equipment, query=find_soon(query))).value
	if found is None:
		return None
	return [
		DueMachine(name=name_machine(one), due_on=one.due_on, is_estimate=one.due_is_estimate)
		for one in found.items
		if one.due_on is not None
	]


def list_used(customer_id: int) -> list[UsedService] | None:
	"""Return what a customer uses; None while customers does not answer."""
	found = load_services(customer_id).value
	if found is None:
		return None
	return [
		UsedService(name=one.name, price=one.price, since=one.started_on)
		for one in found.used[:MOST_SERVICES]
	]


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
