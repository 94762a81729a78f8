"""Campaigns, the history of their phases, and what is still being typed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, or_, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.audience_figure import AudienceFigureRow, PlaceFigureRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.models.campaign_draft import CampaignDraftRow
from campaigns.campaigns.models.campaign_log import CampaignLogRow
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import (
	BUDGET_BANDS,
	NO_BUDGET,
	ArchiveFilter,
	CampaignFilters,
	CampaignQuery,
	Phase,
)
from chasqui.contracts.campaigns.log import LogDetails, LogKind, LogQuery
from chasqui.contracts.events import Event
from chasqui.kernel.data.listings import Filters, Listing, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say

CAMPAIGNS = Listing[CampaignRow](
	select(CampaignRow),
	CampaignRow.id,
	sorts=pick_columns(CampaignRow, "name", "starts_on") | {"created": CampaignRow.id},
)
LOG = Listing[CampaignLogRow](
	select(CampaignLogRow),
	CampaignLogRow.id,
	Filters({"kind": CampaignLogRow.kind}),
	order="-",
)


Cells = AudienceFigureRow | PlaceFigureRow
MEMBER_FILTERS = ("gender", "age", "province", "canton")


def select_month() -> ColumnElement[str]:
	"""Return the month in which a campaign begins: ``2026-11``."""
	return func.to_char(CampaignRow.starts_on, "YYYY-MM")


def select_budget_band() -> ColumnElement[str]:
	"""Return the band of a campaign's budget."""
	whens = [(CampaignRow.budget >= low, name) for name, low in reversed(BUDGET_BANDS)]
	return case(*whens, else_=NO_BUDGET)


ARCHIVE_CONDITIONS: Mapping[ArchiveFilter, ColumnElement[bool]] = {
	ArchiveFilter.OPEN: CampaignRow.archived_at.is_(None),
	ArchiveFilter.ARCHIVED: CampaignRow.archived_at.is_not(None),
	ArchiveFilter.ALL: true(),
}
CONDITIONS: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
	"phase": lambda phase: CampaignRow.phase == phase,
	"q": lambda text: CampaignRow.name.icontains(text, autoescape=True),
	"since": lambda day: CampaignRow.starts_on >= day,
	"until": lambda day: CampaignRow.starts_on <= day,
	"going_from": lambda day: CampaignRow.ends_on >= day,
	"going_to": lambda day: CampaignRow.starts_on <= day,
	"month": lambda month: select_month() == month,
	"owner": lambda name: CampaignRow.owner == name,
	"budget": lambda band: select_budget_band() == band,
	"archive": lambda archive: ARCHIVE_CONDITIONS[archive],
}
"""What each filter of campaigns asks; those of their members are asked together."""


def build_conditions(filters: CampaignFilters) -> list[ColumnElement[bool]]:
	"""Return what narrows campaigns."""
	row = CampaignRow
	asked = {name: getattr(filters, name) for name in CONDITIONS}
	conditions = [CONDITIONS[name](value) for name, value in asked.items() if value]
	if cells := build_cell_conditions(filters):
		counted = select(find_cells(filters).audience_id).join(AudienceRow).where(*cells)
		ready = AudienceRow.state == AudienceState.READY.value
		found = counted.where(ready, AudienceRow.campaign_id == row.id)
		conditions.append(found.correlate(row).exists())
	return conditions


def find_cells(filters: CampaignFilters, *by: str) -> type[Cells]:
	"""Return the counts that have all that is asked of members, and by what they are counted."""
	return PlaceFigureRow if filters.canton or "canton" in by else AudienceFigureRow


def build_cell_conditions(filters: CampaignFilters, *by: str) -> list[ColumnElement[bool]]:
	"""Return what narrows the counts of an audience; nothing where nothing asks for members."""
	row = find_cells(filters, *by)
	asked = {name: value for name in MEMBER_FILTERS if (value := getattr(filters, name))}
	conditions = [getattr(row, name) == value for name, value in asked.items()]
	return [*conditions, row.members > 0] if conditions else []


class CampaignRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, campaign_id: int, *, lock: bool = False) -> CampaignRow:
		"""Return a campaign, held until the transaction ends where `lock` is set.

		:raises NotFound: there is none
		"""
		row = self._session.get(
			CampaignRow, campaign_id, with_for_update=lock or None, populate_existing=lock
		)
		if row is None:
			raise NotFound(say("La campaña no existe."))
		return row

	def add(self, row: CampaignRow) -> None:
		self._session.add(row)
		self._session.flush()

	def list_page(self, query: CampaignQuery) -> tuple[list[CampaignRow], str | None]:
		"""Return a page of campaigns and the next cursor."""
		return CAMPAIGNS.fetch_page(self._session, query, *build_conditions(query))

	def count_by_phase(self) -> dict[Phase, int]:
		"""Return how many campaigns are in each phase that has any; the archived ones apart."""
		query = select(CampaignRow.phase, func.count()).where(
			ARCHIVE_CONDITIONS[ArchiveFilter.OPEN]
		)
		query = query.group_by(CampaignRow.phase)
		return {Phase(phase): count for phase, count in self._session.execute(query)}

	def find_audiences(self, campaign_ids: Sequence[int]) -> dict[int, AudienceRow]:
		"""Return the audiences of these campaigns by campaign."""
		query = select(AudienceRow).where(AudienceRow.campaign_id.in_(campaign_ids))
		return {row.campaign_id: row for row in self._session.scalars(query)}

	def get_audience(self, campaign_id: int) -> AudienceRow:
		""":raises NotFound: there is no such campaign, or it has no audience yet"""
		row = self.find_audiences([campaign_id]).get(campaign_id)
		if row is None:
			raise NotFound(say("La campaña aún no tiene audiencia."), code="no_audience")
		return row

	def list_monthly(self) -> list[tuple[CampaignRow, AudienceRow]]:
		"""Return campaigns in execution with monthly mailing on, with their ready audiences."""
		query = (
			select(CampaignRow, AudienceRow)
			.join(AudienceRow, AudienceRow.campaign_id == CampaignRow.id)
			.where(CampaignRow.phase == Phase.IN_EXECUTION.value)
			.where(CampaignRow.monthly_mailing, CampaignRow.design_id.is_not(None))
			.where(AudienceRow.state == AudienceState.READY.value)
			.order_by(CampaignRow.id)
		)
		return [(campaign, audience) for campaign, audience in self._session.execute(query)]

	def note(self, campaign_id: int, kind: LogKind, by: str, details: LogDetails) -> None:
		"""Write a line of the campaign's log."""
		self._session.add(CampaignLogRow(**_write_entry(campaign_id, kind, by, details)))

	def note_event(self, event: Event[Any], campaign_id: int, by: str, details: LogDetails) -> None:
		"""Write what the mailer published of a campaign into its log; again is nothing."""
		if self._session.get(CampaignRow, campaign_id) is None:
			return
		entry = _write_entry(campaign_id, LogKind.MAIL, by, details)
		entry |= {"at": event.happened_at, "event_id": event.event_id}
		statement = insert(CampaignLogRow).values(**entry)
		self._session.execute(statement.on_conflict_do_nothing(index_elements=["event_id"]))

	def list_log(
		self, campaign_id: int, query: LogQuery
	) -> tuple[list[CampaignLogRow], str | None]:
		"""Return a page of a campaign's log, the newest first."""
		of_campaign = CampaignLogRow.campaign_id == campaign_id
		return LOG.fetch_page(self._session, query, of_campaign)


class DraftRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, staff_id: int, draft_id: int, *, lock: bool = False) -> CampaignDraftRow | None:
		"""Return a person's draft, held until the transaction ends where `lock` is set."""
		key = (staff_id, draft_id)
		return self._session.get(CampaignDraftRow, key, with_for_update=lock or None)

	def get(self, staff_id: int, draft_id: int) -> CampaignDraftRow:
		""":raises NotFound: the person has none of that number"""
		row = self.find(staff_id, draft_id)
		if row is None:
			raise NotFound(say("El borrador no existe."), code="no_draft")
		return row

	def list_open(self, staff_id: int) -> Sequence[CampaignDraftRow]:
		"""Return a person's drafts that became no campaign, the latest first."""
		row = CampaignDraftRow
		query = select(row).where(row.staff_id == staff_id, row.saved_as.is_(None))
		return self._session.scalars(query.order_by(row.updated_at.desc(), row.id)).all()

	def count_open(self, staff_id: int) -> int:
		row = CampaignDraftRow
		query = select(func.count()).where(row.staff_id == staff_id, row.saved_as.is_(None))
		return self._session.scalar(query) or 0

	def add(self, row: CampaignDraftRow) -> bool:
		"""Add a draft; False where another window has just added it."""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError:
			return False
		return True

	def delete(self, staff_id: int, draft_id: int) -> None:
		"""Delete a draft; silent where it is gone already."""
		row = CampaignDraftRow
		self._session.execute(delete(row).where(row.staff_id == staff_id, row.id == draft_id))

	def purge(self, *, saved_before: datetime, open_before: datetime) -> None:
		"""Delete what became a campaign, and what nobody has touched for long."""
		row = CampaignDraftRow
		is_over = row.saved_as.is_not(None) & (row.updated_at < saved_before)
		self._session.execute(delete(row).where(or_(is_over, row.updated_at < open_before)))


def _write_entry(campaign_id: int, kind: LogKind, by: str, details: LogDetails) -> dict[str, Any]:
	return {
		"campaign_id": campaign_id,
		"kind": kind.value,
		"by": by,
		"details": details.model_dump(mode="json", exclude_defaults=True),
	}
