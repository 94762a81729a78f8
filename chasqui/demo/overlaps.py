"""What the sample's campaigns share, counted pair by pair and customer by customer."""

from dataclasses import dataclass
from math import comb
from typing import Any

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, RepeatedRule
from chasqui.contracts.campaigns.overlaps import PairQuery, RepeatedCustomer, RepeatQuery
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import overlaps as overlaps_api
from chasqui.demo.campaigns import list_campaigns
from chasqui.demo.suite_client import Person
from chasqui.kernel.data.pages import read_all

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class OverlapSummary:
	"""`shared` is what all pairs of campaigns have in common, `crossed` how often a customer is in
	two campaigns; `matching` are those who match the criteria of the campaigns that leave some out.
	"""

	repeated: int
	shared: int
	crossed: int
	matching: int
	members: int
	left_out: int


def read_overlaps(head: Person) -> OverlapSummary:
	"""Return what is counted of the campaigns as they stand."""
	customers = list_repeated(head)
	leaving = [one for one in list_campaigns(head) if leaves_out(one)]
	audiences = [one.audience for one in leaving if one.audience]
	return OverlapSummary(
		repeated=len(customers),
		shared=count_shared(head),
		crossed=sum(comb(len(one.places), 2) for one in customers),
		matching=sum(count_matching(head, one) for one in leaving),
		members=sum(one.members for one in audiences),
		left_out=sum(one.left_out for one in audiences),
	)


def leaves_out(campaign: Campaign) -> bool:
	"""Return whether a campaign has an audience that left out whom others have."""
	is_ready = campaign.audience is not None and campaign.audience.state is AudienceState.READY
	return is_ready and campaign.repeated is not RepeatedRule.KEEP


def count_matching(head: Person, campaign: Campaign) -> int:
	"""Return how many customers match a campaign's criteria."""
	return head.campaigns.call(audiences_api.count_segment, body=campaign.criteria).total


def count_shared(head: Person) -> int:
	"""Return what every two campaigns share, in all."""

	def read_page(cursor: str | None) -> tuple[list[Any], str | None]:
		query = PairQuery(cursor=cursor, limit=MOST_AT_ONCE)
		page = head.campaigns.call(overlaps_api.list_pairs, query=query)
		return page.items, page.next_cursor

	return sum(one.members for one in read_all(read_page))


def list_repeated(head: Person) -> list[RepeatedCustomer]:
	"""Return all customers who are in more than one campaign."""

	def read_page(cursor: str | None) -> tuple[list[RepeatedCustomer], str | None]:
		query = RepeatQuery(cursor=cursor, limit=MOST_AT_ONCE)
		page = head.campaigns.call(overlaps_api.list_repeated, query=query)
		return page.items, page.next_cursor

	return list(read_all(read_page))
