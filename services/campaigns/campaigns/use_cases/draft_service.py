"""Keeps what people type in the campaign wizard, until it is a campaign or dropped."""

from datetime import timedelta

from campaigns.campaigns.models.campaign_draft import CampaignDraftRow
from campaigns.campaigns.repositories import DraftRepository
from chasqui.contracts.campaigns.drafts import MOST_DRAFTS, Draft, DraftFields, DraftUpdate
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

STALE = say("Este borrador cambió en otra ventana.")
NEW = 0
SAVED_KEPT, OPEN_KEPT = timedelta(days=2), timedelta(days=90)


class DraftService:
	def __init__(self, drafts: DraftRepository) -> None:
		self._drafts = drafts

	def list_open(self, staff_id: int) -> Page[Draft]:
		"""Return a person's drafts, the latest first."""
		return Page(items=[_describe(row) for row in self._drafts.list_open(staff_id)])

	def get(self, staff_id: int, draft_id: int) -> Draft:
		""":raises NotFound: the person has none of that number"""
		return _describe(self._drafts.get(staff_id, draft_id))

	def keep(self, staff_id: int, draft_id: int, update: DraftUpdate) -> Draft:
		"""Keep a draft as it is now.

		:raises Conflict: `stale`: another window changed or dropped it; `too_many_drafts`
		"""
		row = self._drafts.find(staff_id, draft_id, lock=True)
		if update.version != (row.version if row is not None else NEW):
			current = _describe(row).model_dump(mode="json") if row is not None else None
			raise Conflict(STALE, code="stale", current=current)
		fields = update.model_dump(mode="json", include=set(DraftFields.model_fields))
		if row is None:
			row = self._add(staff_id, draft_id, fields)
		else:
			row.version += 1
		row.document, row.saved_as, row.updated_at = fields, update.saved_as, read_now()
		return _describe(row)

	def drop(self, staff_id: int, draft_id: int) -> None:
		"""Delete a draft; silent where it is gone already."""
		self._drafts.delete(staff_id, draft_id)

	def purge(self) -> None:
		"""Delete what became a campaign, and what nobody has touched for long."""
		now = read_now()
		self._drafts.purge(saved_before=now - SAVED_KEPT, open_before=now - OPEN_KEPT)

	def _add(self, staff_id: int, draft_id: int, fields: dict[str, object]) -> CampaignDraftRow:
		if self._drafts.count_open(staff_id) >= MOST_DRAFTS:
			text = say("Ya tiene {most} borradores. Descarte alguno.", most=MOST_DRAFTS)
			raise Conflict(text, code="too_many_drafts")
		row = CampaignDraftRow(staff_id=staff_id, id=draft_id, version=1, document=fields)
		if not self._drafts.add(row):
			raise Conflict(STALE, code="stale")
		return row


def _describe(row: CampaignDraftRow) -> Draft:
	return Draft(id=row.id, version=row.version, updated_at=row.updated_at, **row.document)
