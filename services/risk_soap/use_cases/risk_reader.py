"""Answers how risky a person is, by identification or by name (K29, K31)."""

from collections.abc import Sequence
from datetime import timedelta

from chasqui.contracts.masking import mask_identity
from chasqui.contracts.risk import (
	MAX_BATCH,
	MAX_MATCHES,
	Identification,
	IdWarning,
	MatchKind,
	RiskAnswer,
	RiskBatchItem,
	RiskMatch,
	RiskStatus,
)
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from risk_soap.domain.names import NameWords, compare_names, read_name
from risk_soap.domain.persons import (
	Asked,
	Asker,
	BadIdentity,
	Operation,
	PersonHasher,
	PersonIdentity,
	RiskRecord,
	Trail,
	find_status,
	read_identity,
)
from risk_soap.domain.records import LONGEST_NAME
from risk_soap.repositories.store import RiskStore
from risk_soap.use_cases.refusals import refuse_identity

FEWEST_WORDS = 2
KINDS = list(MatchKind)  # the surest first
Found = tuple[MatchKind, int, RiskRecord]


class RiskReader:
	def __init__(
		self, store: RiskStore, marker: PersonHasher, *, zone: str, fresh_days: int
	) -> None:
		self._store = store
		self._marker = marker
		self._zone = zone
		self._fresh_days = fresh_days

	def find_by_identification(self, id_type: str, id_number: str, asker: Asker) -> RiskAnswer:
		"""Return a person's risk; not found is an answer.

		:raises Invalid: the identification is not one of its type
		:raises Unavailable: the store does not answer
		"""
		try:
			identity = read_identity(id_type, id_number)
		except BadIdentity as error:
			raise refuse_identity(error) from error
		trail = self._begin_trail(asker, Operation.BY_IDENTIFICATION)
		(record,) = self._store.find([self._mark(identity)], trail)
		return RiskAnswer(
			status=find_status(record, trail.fresh_since),
			warning=_find_warning(identity),
			asked_at=trail.at,
			**_describe_record(record),
		)

	def find_by_name(self, name: str, limit: int, asker: Asker) -> RiskAnswer:
		"""Return the persons whose names answer the one asked, the closest first, never one chosen.

		First those with exactly the same words, then those who have them all, then those whose
		words sound alike; within each by similarity.

		:raises Invalid: fewer than two words (that would list half the country), or a name
			longer than any that is kept
		:raises Unavailable: the store does not answer
		"""
		asked = read_name(name)
		if len(set(asked.words)) < FEWEST_WORDS:
			raise _refuse_name(say("hacen falta al menos un nombre y un apellido"), "short_name")
		if len(name) > LONGEST_NAME:
			raise _refuse_name(say("es demasiado largo"), "long_name")
		limit = min(max(limit, 1), MAX_MATCHES)
		trail = self._begin_trail(asker, Operation.BY_NAME)
		found = rank_records(asked, self._store.search(asked, limit))[:limit]
		self._store.note([self._note(one[2], trail) for one in found], trail)
		return RiskAnswer(
			status=_count_status(len(found)),
			matches=[_view_match(one) for one in found],
			asked_at=trail.at,
		)

	def find_batch(self, items: Sequence[Identification], asker: Asker) -> list[RiskBatchItem]:
		"""Return an answer for each identification, in the order asked, all of one version.

		One that is not valid is not looked up; its answer is NOT_FOUND with a warning.

		:raises Invalid: more than `MAX_BATCH`
		:raises Unavailable: the store does not answer
		"""
		if len(items) > MAX_BATCH:
			raise Invalid(
				say("Un lote lleva hasta {max_batch} personas.", max_batch=MAX_BATCH),
				code="long_batch",
			)
		identities = [_try_identity(item) for item in items]
		asked = [self._mark(identity) for identity in identities if identity]
		trail = self._begin_trail(asker, Operation.BATCH)
		records = iter(self._store.find(asked, trail) if asked else [])
		return [
			_build_item(position, identity, next(records) if identity else None, trail)
			for position, identity in enumerate(identities, 1)
		]

	def _begin_trail(self, asker: Asker, operation: Operation) -> Trail:
		oldest = read_today(self._zone) - timedelta(days=self._fresh_days)
		return Trail(asker, operation, read_now(), oldest)

	def _mark(self, identity: PersonIdentity) -> Asked:
		return Asked(identity.keys, tuple(self._marker.mark(key) for key in identity.keys))

	def _note(self, record: RiskRecord, trail: Trail) -> tuple[str, str]:
		status = find_status(record, trail.fresh_since)
		return self._marker.mark(record.key), status.value


def rank_records(asked: NameWords, records: Sequence[RiskRecord]) -> list[Found]:
	"""Return the records that answer a name, the closest first."""
	found: list[Found] = []
	for record in records:
		compared = compare_names(asked, read_name(record.name))
		if compared is not None:
			found.append((*compared, record))
	return sorted(found, key=lambda one: (KINDS.index(one[0]), -one[1], one[2].name, one[2].key))


def _refuse_name(rule: Text, code: str) -> Invalid:
	error = FieldError("name", rule, code)
	return Invalid(say("El nombre no sirve: {reason}.", reason=rule), code=code, fields=[error])


def _try_identity(item: Identification) -> PersonIdentity | None:
	try:
		return read_identity(item.id_type, item.id_number)
	except BadIdentity:
		return None


def _find_warning(identity: PersonIdentity) -> IdWarning | None:
	return None if identity.is_verified else IdWarning.UNVERIFIED_CHECK_DIGIT


def _describe_record(record: RiskRecord | None) -> dict[str, object]:
	if record is None:
		return {}
	return {
		"level": record.level,
		"score": record.score,
		"as_of": record.as_of,
		"source": record.source,
	}


def _build_item(
	position: int, identity: PersonIdentity | None, record: RiskRecord | None, trail: Trail
) -> RiskBatchItem:
	warning = _find_warning(identity) if identity else IdWarning.INVALID_IDENTIFICATION
	status = find_status(record, trail.fresh_since)
	return RiskBatchItem(
		position=position, status=status, warning=warning, **_describe_record(record)
	)


def _count_status(matches: int) -> RiskStatus:
	if matches > 1:
		return RiskStatus.MULTIPLE_MATCHES
	return RiskStatus.FOUND if matches else RiskStatus.NOT_FOUND


def _view_match(found: Found) -> RiskMatch:
	kind, similarity, record = found
	return RiskMatch(
		masked_id=mask_identity(record.number),
		name=record.name,
		level=record.level,
		score=record.score,
		as_of=record.as_of,
		kind=kind,
		similarity=similarity,
	)
