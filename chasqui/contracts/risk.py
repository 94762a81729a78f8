"""Words of the credit-risk service (K28–K31). The SOAP names are those of `risk_v1.wsdl`."""

from enum import StrEnum

from chasqui.contracts.wire import Contract, Day, Instant

NAMESPACE = "urn:chasqui:risk:v1"
MAX_MATCHES = 20
MAX_BATCH = 500


class RiskLevel(StrEnum):
	LOW = "LOW"
	MEDIUM = "MEDIUM"
	HIGH = "HIGH"
	UNKNOWN = "UNKNOWN"


class RiskStatus(StrEnum):
	"""Not found is an answer, not a fault."""

	FOUND = "FOUND"
	NOT_FOUND = "NOT_FOUND"
	MULTIPLE_MATCHES = "MULTIPLE_MATCHES"
	STALE = "STALE"
	UNAVAILABLE = "UNAVAILABLE"  # given by the client when the service does not answer


class UnavailableReason(StrEnum):
	"""Why the client could not give an answer."""

	NO_ANSWER = "NO_ANSWER"  # silence, a broken connection, or an answer against the contract
	SERVICE_DOWN = "SERVICE_DOWN"  # the service says that its store does not answer
	RATE_LIMITED = "RATE_LIMITED"
	NOT_AUTHORIZED = "NOT_AUTHORIZED"
	RESTING = "RESTING"  # not asked: it failed repeatedly and is given time


class IdWarning(StrEnum):
	"""What is doubtful about an identification that was asked."""

	UNVERIFIED_CHECK_DIGIT = "UNVERIFIED_CHECK_DIGIT"  # RUC of a company; valid ones exist
	INVALID_IDENTIFICATION = "INVALID_IDENTIFICATION"  # only inside a batch; not looked up


class MatchKind(StrEnum):
	"""How a person was found by name, the surest first. Nobody is picked for who asks."""

	EXACT = "EXACT"
	PARTIAL = "PARTIAL"
	PHONETIC = "PHONETIC"


class Identification(Contract):
	"""Whose risk is asked: a type of `IdentityType` and a number, with or without separators."""

	id_type: str
	id_number: str


class RiskMatch(Contract):
	"""One person found by name; the identification is masked: ``17******34``.

	`similarity` is 0–100: how much of both names agrees.
	"""

	masked_id: str
	name: str
	level: RiskLevel
	score: int | None = None
	as_of: Day | None = None
	kind: MatchKind = MatchKind.EXACT
	similarity: int = 100


class RiskAnswer(Contract):
	"""What the desk shows. `score` is 0–1000, higher is safer; `reason` comes with UNAVAILABLE.

	`asked_at` is when the service answered: before now where the answer was kept.
	"""

	status: RiskStatus
	level: RiskLevel = RiskLevel.UNKNOWN
	score: int | None = None
	as_of: Day | None = None
	source: str | None = None
	warning: IdWarning | None = None
	matches: list[RiskMatch] = []
	reason: UnavailableReason | None = None
	asked_at: Instant


class RiskBatchItem(Contract):
	"""One answer of a batch; `position` is that of the question, from 1."""

	position: int
	status: RiskStatus
	level: RiskLevel = RiskLevel.UNKNOWN
	score: int | None = None
	as_of: Day | None = None
	source: str | None = None
	warning: IdWarning | None = None
