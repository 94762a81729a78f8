"""Words of the credit-risk service (K28–K31). The SOAP names are those of `risk_v1.wsdl`."""

from datetime import date, datetime
from enum import StrEnum

from chasqui.contracts.wire import Contract

NAMESPACE = "urn:chasqui:risk:v1"
MAX_MATCHES = 20


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


class RiskMatch(Contract):
	"""One person found by name; the identification is masked: ``17******34``."""

	masked_id: str
	name: str
	level: RiskLevel
	score: int | None = None
	as_of: date | None = None


class RiskAnswer(Contract):
	"""What the desk shows. `score` is 0–1000, higher is safer."""

	status: RiskStatus
	level: RiskLevel = RiskLevel.UNKNOWN
	score: int | None = None
	as_of: date | None = None
	source: str | None = None
	matches: list[RiskMatch] = []
	asked_at: datetime
