"""Keeps the campaigns: creates, changes, lists (K14)."""

from typing import Any

from campaigns.campaigns.domain.checks import list_faults, list_mail_faults
from campaigns.campaigns.domain.criteria import bound_ages
from campaigns.campaigns.domain.phases import EDITABLE
from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_view import describe_campaign, read_terms
from campaigns.campaigns.use_cases.segment_use_publisher import (
	SegmentUsePublisher,
	read_uses,
)
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import (
	ADJUSTABLE,
	BEGUN_PHASES,
	Campaign,
	CampaignFields,
	CampaignQuery,
	CampaignUpdate,
	Phase,
	PhaseCounts,
)
from chasqui.contracts.campaigns.log import LogDetails, LogEntry, LogKind, LogQuery
from chasqui.contracts.event_payloads import RunChanged
from chasqui.contracts.events import Event
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió esta campaña mientras tanto. Revise los datos y vuelva a guardar.")


FIXED = say("La campaña ya empezó: esto no cambia más.")
FIELDS = tuple(CampaignFields.model_fields)
# Kept with the entry of the log, put into words where it is read.
OUTDATED = say("Los criterios cambiaron").dump()


class CampaignService:
	def __init__(
		self, campaigns: CampaignRepository, segments: SegmentUsePublisher, *, zone: str
	) -> None:
		self._campaigns = campaigns
		self._segments = segments
		self._zone = zone

	def check(self, fields: CampaignFields) -> None:
		"""Say all that is wrong with a campaign; nothing is kept.

		:raises Invalid: ages outside 20–70, days that are past or too far apart, an unknown field
		"""
		faults = list_faults(fields, read_today(self._zone))
		if faults:
			code = faults[0].code if len(faults) == 1 else "invalid"
			raise Invalid(faults[0].message, code=code, fields=faults)

	def create(self, fields: CampaignFields, created_by: str) -> Campaign:
		"""Keep a new campaign, planned.

		:raises Invalid: see `check`
		"""
		self.check(fields)
		row = CampaignRow(
			phase=Phase.PLANNED.value, version=1, created_by=created_by, owner=created_by
		)
		_fill(row, fields)
		self._campaigns.add(row)
		self._segments.publish(row)
		details = LogDetails(phase=Phase.PLANNED, name=row.name)
		self._campaigns.note(row.id, LogKind.CREATED, created_by, details)
		return self._describe(row)

	def update(self, campaign_id: int, fields: CampaignUpdate, changed_by: str) -> Campaign:
		"""Change a campaign: all of it while nobody has been mailed or called, then what is
		`ADJUSTABLE`.

		What the audience was not built for takes the campaign back to planned (`read_terms`); of
		one that has begun it stays as it is (K16).

		:raises Conflict: changed since it was read (`stale`), or past editing (`not_editable`)
		:raises Invalid: see `check`; of a campaign that has begun, what is new alone is checked
		"""
		row = self._campaigns.get(campaign_id, lock=True)
		asked = fields if Phase(row.phase) in BEGUN_PHASES else None
		check_version(row, fields.version, self._describe(row), asked)
		before, terms, used = _read_fields(row), read_terms(row), read_uses(row)
		_fill(row, fields)
		changed = [name for name, value in _read_fields(row).items() if value != before[name]]
		self._check_change(row, fields, changed)
		if changed:
			self._campaigns.note(row.id, LogKind.EDITED, changed_by, LogDetails(fields=changed))
		if row.first_executed_at is None and read_terms(row) != terms:
			self._outdate_audience(row, changed_by)
		self._segments.publish(row, used)
		row.version += 1
		row.updated_at = read_now()
		return self._describe(row)

	def _check_change(self, row: CampaignRow, fields: CampaignUpdate, changed: list[str]) -> None:
		phase = Phase(row.phase)
		if phase in EDITABLE and row.first_executed_at is None:
			self.check(fields)
			return
		fixed = [name for name in changed if name not in ADJUSTABLE or phase not in BEGUN_PHASES]
		if fixed:
			found = [FieldError(name, FIXED, "not_editable") for name in fixed]
			raise Conflict(FIXED, code="not_editable", fields=found)
		faults = [
			fault
			for fault in (*list_faults(fields, read_today(self._zone)), *list_mail_faults(fields))
			if fault.field in changed
		]
		if faults:
			raise Invalid(faults[0].message, code=faults[0].code, fields=faults)

	def get(self, campaign_id: int) -> Campaign:
		return self._describe(self._campaigns.get(campaign_id))

	def list_page(self, query: CampaignQuery) -> Page[Campaign]:
		"""Return a page of campaigns with their audiences."""
		rows, cursor = self._campaigns.list_page(query)
		audiences = self._campaigns.find_audiences([row.id for row in rows])
		today = read_today(self._zone)
		items = [describe_campaign(row, audiences.get(row.id), today) for row in rows]
		return Page(items=items, next_cursor=cursor)

	def list_log(self, campaign_id: int, query: LogQuery) -> Page[LogEntry]:
		"""Return a page of what was done to a campaign, the newest first.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		rows, cursor = self._campaigns.list_log(campaign_id, query)
		entries = [
			LogEntry.model_validate(
				{
					**row.details,
					"id": row.id,
					"campaign_id": campaign_id,
					"kind": row.kind,
					"by": row.by,
					"at": row.at,
				}
			)
			for row in rows
		]
		return Page(items=entries, next_cursor=cursor)

	def note_run(self, event: Event[RunChanged]) -> None:
		"""Keep in the log how a campaign's mail goes; again is nothing."""
		run = event.payload
		details = LogDetails(
			run_id=run.run_id,
			run_kind=run.kind,
			run_state=run.state,
			name=run.subject,
			count=run.mails,
		)
		self._campaigns.note_event(event, run.campaign_id, run.by, details)

	def count_by_phase(self) -> PhaseCounts:
		return PhaseCounts(counts=self._campaigns.count_by_phase())

	def _outdate_audience(self, row: CampaignRow, changed_by: str) -> None:
		if row.phase != Phase.PLANNED.value:
			details = LogDetails(phase=Phase.PLANNED, previous=Phase(row.phase), reason=OUTDATED)
			self._campaigns.note(row.id, LogKind.PHASE, changed_by, details)
		row.phase = Phase.PLANNED.value
		audience = self._campaigns.find_audiences([row.id]).get(row.id)
		if audience is not None and audience.state == AudienceState.READY.value:
			audience.state = AudienceState.OUTDATED.value

	def _describe(self, row: CampaignRow) -> Campaign:
		audience = self._campaigns.find_audiences([row.id]).get(row.id)
		return describe_campaign(row, audience, read_today(self._zone))


def check_version(
	row: CampaignRow, version: int, current: Campaign, asked: CampaignFields | None = None
) -> None:
	"""Refuse a change that was made to an older state than the present one, `current`.

	:raises Conflict: `stale`, at the fields in which they differ where `asked` is given
	"""
	if row.version != version:
		raise refuse_stale(STALE, current, asked)


def _read_fields(row: CampaignRow) -> dict[str, Any]:
	return {name: getattr(row, name) for name in FIELDS}


def _fill(row: CampaignRow, fields: CampaignFields) -> None:
	criteria = bound_ages(fields.criteria)
	row.criteria = criteria.model_dump(mode="json", exclude_defaults=True)
	for name in (
		"name",
		"objective",
		"budget",
		"starts_on",
		"ends_on",
		"design_id",
		"subject",
		"segment_id",
		"contacted_days",
		"exclude_high_risk",
		"sale_value",
	):
		setattr(row, name, getattr(fields, name))
	row.monthly_mailing = fields.monthly_mailing
	row.monthly_day = fields.monthly_day if isinstance(fields.monthly_day, int) else 0
	row.monthly_hour = fields.monthly_hour
	row.repeated, row.priority = fields.repeated.value, fields.priority.value
	row.holdout_percent = fields.holdout_percent
