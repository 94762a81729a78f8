"""Reads which campaigns count as holding their customers, and the pairs of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, union_all
from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import build_conditions
from campaigns.overlaps.models import OverlapRow
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import CampaignFilters, Phase
from chasqui.contracts.campaigns.overlaps import (
	COUNTED_PHASES,
	CampaignPair,
	CountedCampaign,
	OverlapFilters,
	PairQuery,
)
from chasqui.kernel.data.listings import Listing

FILTERS = tuple(OverlapFilters.model_fields)


def select_counted_campaigns(asked: OverlapFilters) -> Select[int, int, int, str, str, date]:
	"""Return the campaigns that count and match, with their audiences."""
	filters = CampaignFilters.model_validate({name: getattr(asked, name) for name in FILTERS})
	row = CampaignRow
	query = select(
		AudienceRow.id.label("audience_id"),
		AudienceRow.members,
		row.id,
		row.name,
		row.phase,
		row.starts_on,
	).join(row, row.id == AudienceRow.campaign_id)
	is_counted = row.phase.in_([one.value for one in COUNTED_PHASES])
	is_ready = AudienceRow.state == AudienceState.READY.value
	return query.where(is_ready, is_counted, *build_conditions(filters))


def select_both_ways() -> Any:
	"""Return every pair twice, from each of the two."""
	row = OverlapRow
	columns = row.audience_id.label("mine"), row.other_id.label("theirs")
	back = row.other_id, row.audience_id
	return union_all(
		select(row.id, *columns, row.members), select(row.id, *back, row.members)
	).subquery("pair")


PAIR = select_both_ways()


def build_listing(asked: OverlapFilters) -> Listing[CampaignPair]:
	"""Return the list of the pairs of campaigns that match."""
	counted = select_counted_campaigns(asked).cte("counted")
	first, second = counted.alias("first"), counted.alias("second")
	query = (
		select(PAIR.c.members, *_name(first, "first"), *_name(second, "second"))
		.join(first, first.c.audience_id == PAIR.c.mine)
		.join(second, second.c.audience_id == PAIR.c.theirs)
		.where(PAIR.c.members > 0)
	)
	return Listing[CampaignPair](
		query, PAIR.c.id, sorts={"members": PAIR.c.members}, make=make_pair
	)


def make_pair(members: int, *columns: Any) -> CampaignPair:
	"""Return a row as a pair: four columns of the first campaign, four of the second."""
	sides = [
		CountedCampaign(id=one[0], name=one[1], phase=Phase(one[2]), members=one[3])
		for one in (columns[:4], columns[4:])
	]
	return CampaignPair(first=sides[0], second=sides[1], members=members)


def _name(side: Any, name: str) -> Sequence[ColumnElement[Any]]:
	columns = (side.c.id, side.c.name, side.c.phase, side.c.members)
	return [one.label(f"{name}_{place}") for place, one in enumerate(columns)]


class CountedCampaignReader:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_pairs(self, query: PairQuery) -> tuple[list[CampaignPair], str | None]:
		"""Return a page of pairs; of all campaigns, the older audience is the first of a pair."""
		once: ColumnElement[bool] = PAIR.c.mine < PAIR.c.theirs
		if query.campaign is not None:
			own = select(AudienceRow.id).where(AudienceRow.campaign_id == query.campaign)
			once = PAIR.c.mine.in_(own)
		return build_listing(query).fetch_page(self._session, query, once)

	def list_campaigns(self, asked: OverlapFilters, most: int) -> Sequence[Row[Any]]:
		"""Return the campaigns that begin last, and in the last column how many there are."""
		found = select_counted_campaigns(asked).add_columns(func.count().over().label("found"))
		newest = found.order_by(CampaignRow.starts_on.desc(), CampaignRow.id.desc())
		return self._session.execute(newest.limit(most)).all()

	def list_pairs_of(self, audience_ids: Sequence[int]) -> list[CampaignPair]:
		"""Return every pair of some audiences, once."""
		query = build_listing(OverlapFilters()).query
		once = PAIR.c.mine < PAIR.c.theirs
		some = PAIR.c.mine.in_(audience_ids), PAIR.c.theirs.in_(audience_ids)
		return [make_pair(*row) for row in self._session.execute(query.where(once, *some))]

	def list_audiences(self) -> dict[int, int]:
		"""Return the audience of each campaign that counts, by campaign."""
		rows = self._session.execute(select_counted_campaigns(OverlapFilters()))
		return {row.id: row.audience_id for row in rows}
