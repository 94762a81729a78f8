"""Looks at one person's risk for somebody of the staff, and keeps that it was looked at (K28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.risk.clients.client import RiskClient
from campaigns.risk.domain.identities import BadIdentification, IdentityHasher, read_identification
from campaigns.risk.models.risk_check import RiskCheckRow
from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.use_cases.risk_view import (
	describe_entry,
	hide_scores,
	list_answer_values,
	mask_name,
)
from chasqui.contracts.campaigns.risk import (
	LookupKind,
	RiskHistoryEntry,
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
	RiskPurpose,
)
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.risk import Identification, RiskAnswer
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid, TooMany
from chasqui.kernel.texts.text import say

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RiskAsker:
	"""Who looks. `sees_all`: scores, and the history of everybody.

	`serves_holders`: answers people who ask for their own data.
	"""

	staff_id: int
	sees_all: bool
	serves_holders: bool = False


class RiskInquiryService:
	def __init__(
		self,
		checks: RiskCheckRepository,
		client: RiskClient,
		keys: IdentityHasher,
		*,
		zone: str,
		hourly: Mapping[LookupKind, int],
	) -> None:
		self._checks = checks
		self._client = client
		self._keys = keys
		self._zone = ZoneInfo(zone)
		self._hourly = hourly

	def look_up(self, request: RiskLookupRequest, who: RiskAsker) -> RiskLookup:
		"""Return a person's risk by identification; `UNAVAILABLE` is an answer too.

		:raises Invalid: the identification has not its shape or its check digit, or the purpose is
			not this person's
		:raises TooMany: the person has looked as often in an hour as anybody may
		"""
		one = _read_identification(request)
		self._admit(who, LookupKind.IDENTIFICATION, request.purpose)
		answer = self._client.ask(one, request.purpose.value, fresh=request.fresh)
		row = _build_check(who, LookupKind.IDENTIFICATION, request.purpose, answer)
		row.subject, row.subject_key = mask_identity(one.id_number), self._keys.make_key(one)
		return self._finish(row, answer, who)

	def look_up_name(self, request: RiskNameRequest, who: RiskAsker) -> RiskLookup:
		"""Return who is called so, ranked; nobody is picked.

		:raises Invalid: the service refuses the name, or the purpose is not this person's
		:raises TooMany: the person has looked as often in an hour as anybody may
		"""
		self._admit(who, LookupKind.NAME, request.purpose)
		answer = self._client.find_by_name(request.name, request.max_results, request.purpose.value)
		row = _build_check(who, LookupKind.NAME, request.purpose, answer)
		row.subject = mask_name(request.name)
		row.subject_key = self._keys.make_name_key(request.name)
		row.matches = len(answer.matches)
		return self._finish(row, answer, who)

	def list_history(self, query: RiskHistoryQuery, who: RiskAsker) -> Page[RiskHistoryEntry]:
		"""Return a page of looks, the newest first; an advisor's are only the own ones."""
		own = query if who.sees_all else query.model_copy(update={"staff_id": who.staff_id})
		rows, cursor = self._checks.list_page(
			own,
			since=self._begin_day(query.since) if query.since else None,
			until=self._begin_day(query.until + timedelta(days=1)) if query.until else None,
		)
		names = self._checks.name_staff({row.staff_id for row in rows})
		return Page(items=[describe_entry(row, names) for row in rows], next_cursor=cursor)

	def _admit(self, who: RiskAsker, kind: LookupKind, purpose: RiskPurpose) -> None:
		"""Refuse a purpose of others, and looks one after another at whoever there is."""
		if purpose is RiskPurpose.HOLDER_REQUEST and not who.serves_holders:
			text = say("Solo la administración atiende solicitudes de titulares.")
			raise Invalid(text, code="not_your_purpose", fields=[FieldError("purpose", text)])
		oldest = self._checks.find_nth_last(who.staff_id, kind, self._hourly[kind])
		left = oldest + HOUR - read_now() if oldest is not None else timedelta(0)
		if left > timedelta(0):
			raise TooMany(
				say(
					"Ya hizo {hourly} consultas en una hora. Espere unos minutos.",
					hourly=self._hourly[kind],
				),
				retry_after=int(left.total_seconds()) + 1,
				code="too_many_looks",
			)

	def _finish(self, row: RiskCheckRow, answer: RiskAnswer, who: RiskAsker) -> RiskLookup:
		self._checks.add(row)
		shown = answer if who.sees_all else hide_scores(answer)
		return RiskLookup(subject=row.subject, purpose=RiskPurpose(row.purpose), answer=shown)

	def _begin_day(self, day: date) -> datetime:
		return datetime.combine(day, time.min, tzinfo=self._zone)


def _read_identification(request: RiskLookupRequest) -> Identification:
	try:
		return read_identification(request.id_type, request.id_number)
	except BadIdentification as bad:
		field = FieldError("id_number", bad.text, "bad_identification")
		raise Invalid(bad.text, code="bad_identification", fields=[field]) from bad


def _build_check(
	who: RiskAsker, kind: LookupKind, purpose: RiskPurpose, answer: RiskAnswer
) -> RiskCheckRow:
	return RiskCheckRow(
		staff_id=who.staff_id,
		kind=kind.value,
		purpose=purpose.value,
		reason=answer.reason.value if answer.reason else None,
		**list_answer_values(answer),
	)
