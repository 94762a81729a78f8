"""Campaigns with audiences of chosen customers, and what these share, counted by hand."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.overlaps.models import OverlapRow
from campaigns.overlaps.tasks import build_recounts
from chasqui.contracts.access import Role
from chasqui.contracts.event_payloads import EventName
from tests.support.campaigns_world import CampaignsWorld, make_members
from tests.support.events import hand_event

PATH = "/v1/overlaps"
Pairs = dict[frozenset[int], int]


class OverlapWorld:
	"""A service of campaigns; `persons` says by whom a customer is stood for."""

	def __init__(self, world: CampaignsWorld) -> None:
		self.world = world
		self.persons: dict[int, int] = {}

	def add(self, numbers: Iterable[int], phase: str = "", **changes: Any) -> int:
		"""Return a campaign whose criteria find these customers, moved to a phase."""
		campaign_id = int(self.world.make_campaign(**changes)["id"])
		self.build(campaign_id, numbers)
		if phase:
			self.world.move(campaign_id, phase)
		return campaign_id

	def build(self, campaign_id: int, numbers: Iterable[int]) -> dict[str, Any]:
		"""Build an audience, or build it anew, of the customers that its criteria find."""
		rows = [make_members(1, first=number)[0] for number in sorted(numbers)]
		self.world.customers.members = rows
		audience = self.world.build_audience(campaign_id)
		assert audience["state"] == "ready", audience
		return audience

	def ask(self, path: str = "", role: Role = Role.MARKETING_HEAD, **asked: Any) -> Any:
		"""Return what the service answers to a question about overlaps."""
		answer = self.world.open_client(role).get(f"{PATH}{path}?{urlencode(asked)}")
		assert answer.status_code == 200, answer.json
		return answer.json

	def merge(self, kept_id: int, merged_id: int) -> None:
		"""Have customers report that two records are one person."""
		told = {"email": None, "phone": None, "may_email": True, "may_phone": True}
		self._publish(EventName.CUSTOMERS_MERGED, kept_id, merged_id, **told)
		self.persons[merged_id] = kept_id

	def part(self, kept_id: int, merged_id: int) -> None:
		"""Have customers report that they are two again."""
		self._publish(EventName.CUSTOMERS_UNMERGED, kept_id, merged_id, reached_by={})
		del self.persons[merged_id]

	def find_person(self, customer_id: int) -> int:
		"""Return who stands for a customer."""
		while customer_id in self.persons:
			customer_id = self.persons[customer_id]
		return customer_id

	def recount(self) -> int:
		"""Do what the worker does once a day; return how many pairs differed."""
		wiring = self.world.wiring
		[recount] = build_recounts(wiring)
		return recount.run(wiring.database)

	def read_members(self) -> Mapping[int, set[int]]:
		"""Return the persons of each campaign, as its members are now."""
		with self.world.wiring.database.open_session() as session:
			query = select(AudienceRow.campaign_id, AudienceMemberRow.customer_id)
			query = query.join(AudienceMemberRow, AudienceMemberRow.audience_id == AudienceRow.id)
			found: dict[int, set[int]] = {}
			for campaign_id, customer_id in session.execute(query):
				found.setdefault(campaign_id, set()).add(self.find_person(customer_id))
		return found

	def count_by_hand(self) -> Pairs:
		"""Return how many persons every two campaigns share."""
		members = self.read_members()
		counted = {
			frozenset(pair): len(members[pair[0]] & members[pair[1]])
			for pair in combinations(members, 2)
		}
		return {pair: count for pair, count in counted.items() if count}

	def read_kept(self) -> Pairs:
		"""Return what is kept of every pair of campaigns."""
		with self.world.wiring.database.open_session() as session:
			of = dict(session.execute(select(AudienceRow.id, AudienceRow.campaign_id)).all())
			rows = session.scalars(select(OverlapRow).where(OverlapRow.members > 0))
			return {frozenset({of[one.audience_id], of[one.other_id]}): one.members for one in rows}

	def _publish(self, name: EventName, kept_id: int, merged_id: int, **told: Any) -> None:
		wiring = self.world.wiring
		with wiring.database.open_session() as session:
			payload = {"customer_id": 1, "kept_id": kept_id, "merged_id": merged_id, **told}
			hand_event(session, wiring.list_subscriptions(), name, payload)
