"""Answers how risky a person is, by identification or by name (K29, K31)."""

from collections.abc import Sequence
from datetime import date, timedelta

from chasqui.contracts.risk import (
	MAX_MATCHES,
	Identification,
	IdWarning,
	RiskAnswer,
	RiskBatchItem,
	RiskMatch,
	RiskStatus,
)
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import Invalid
from risk_soap.domain.identities import BadIdentity, make_person_key, mask_number
from risk_soap.domain.lookups import Asker
from risk_soap.domain.names import list_tokens
from risk_soap.domain.records import RiskRecord
from risk_soap.repositories.store import RiskStore

FEWEST_WORDS = 2


class RiskFinder:
	def __init__(self, store: RiskStore, *, zone: str, fresh_days: int) -> None:
		self._store = store
		self._zone = zone
		self._fresh_days = fresh_days

	def find_by_identification(
		self,
		id_type: str,
		id_number: str,
		asker: Asker,  # noqa: ARG002
	) -> RiskAnswer:
		"""Return a person's risk; not found is an answer.

		:raises Invalid: the identification has not the shape of its type
		:raises Unavailable: the store does not answer
		"""
		try:
			key = make_person_key(id_type, id_number)
		except BadIdentity as error:
			raise Invalid("La identificación no es válida.", code="bad_identity") from error
		record = self._store.find(key)
		if record is None:
			return RiskAnswer(status=RiskStatus.NOT_FOUND, asked_at=read_now())
		return RiskAnswer(
			status=self._find_status(record.as_of),
			level=record.level,
			score=record.score,
			as_of=record.as_of,
			source=record.source,
			asked_at=read_now(),
		)

	def find_by_name(self, name: str, limit: int, asker: Asker) -> RiskAnswer:  # noqa: ARG002
		"""Return the persons whose names hold all the words, in any order.

		:raises Invalid: fewer than two words: that would list half the country
		:raises Unavailable: the store does not answer
		"""
		tokens = list_tokens(name)
		if len(tokens) < FEWEST_WORDS:
			raise Invalid("Escriba al menos un nombre y un apellido.", code="short_name")
		limit = min(max(limit, 1), MAX_MATCHES)
		records = self._store.search(tokens, limit)
		return RiskAnswer(
			status=_count_status(len(records)),
			matches=[_view_match(record) for record in records],
			asked_at=read_now(),
		)

	def find_batch(self, items: Sequence[Identification], asker: Asker) -> list[RiskBatchItem]:
		"""Return the risk of each, in the order asked.

		:raises Unavailable: the store does not answer
		"""
		found = []
		for position, item in enumerate(items, start=1):
			try:
				answer = self.find_by_identification(item.id_type, item.id_number, asker)
			except Invalid:
				found.append(
					RiskBatchItem(
						position=position,
						status=RiskStatus.NOT_FOUND,
						warning=IdWarning.INVALID_IDENTIFICATION,
					)
				)
				continue
			known = answer.model_dump(exclude={"matches", "asked_at"})
			found.append(RiskBatchItem(position=position, **known))
		return found

	def _find_status(self, as_of: date) -> RiskStatus:
		oldest = read_today(self._zone) - timedelta(days=self._fresh_days)
		return RiskStatus.STALE if as_of < oldest else RiskStatus.FOUND


def _count_status(matches: int) -> RiskStatus:
	if matches > 1:
		return RiskStatus.MULTIPLE_MATCHES
	return RiskStatus.FOUND if matches else RiskStatus.NOT_FOUND


def _view_match(record: RiskRecord) -> RiskMatch:
	return RiskMatch(
		masked_id=mask_number(record.number),
		name=record.name,
		level=record.level,
		score=record.score,
		as_of=record.as_of,
	)
