"""Answers of the operations as values of the WSDL's types, by the names that it gives them."""

from collections.abc import Iterable
from typing import Any

from chasqui.contracts.risk import RiskAnswer, RiskBatchItem, RiskMatch
from chasqui.kernel.clock import read_now
from risk_soap.domain.audit import Access

Values = dict[str, Any]


def build_risk_result(answer: RiskAnswer, request_id: str | None, correlation: str) -> Values:
	"""Return one person's risk."""
	return {
		**_tell_risk(answer),
		"requestId": request_id,
		"correlationId": correlation,
	}


def build_name_result(answer: RiskAnswer, request_id: str | None, correlation: str) -> Values:
	"""Return the persons found by name."""
	return {
		"status": answer.status.value,
		"match": [_build_match(match) for match in answer.matches],
		"requestId": request_id,
		"correlationId": correlation,
	}


def build_batch_result(
	items: Iterable[RiskBatchItem], request_id: str | None, correlation: str
) -> Values:
	"""Return the answers of a batch."""
	return {
		"item": [{"position": item.position, **_tell_risk(item)} for item in items],
		"requestId": request_id,
		"correlationId": correlation,
	}


def build_erasure_result(was_known: bool, request_id: str | None, correlation: str) -> Values:
	"""Return that a person was forgotten."""
	return {"wasKnown": was_known, "requestId": request_id, "correlationId": correlation}


def build_person_report(
	answer: RiskAnswer, accesses: Iterable[Access], request_id: str | None, correlation: str
) -> Values:
	"""Return all that is kept about a person."""
	told = {name: value for name, value in _tell_risk(answer).items() if name != "warning"}
	return {
		**told,
		"access": [_tell_access(one) for one in accesses],
		"requestId": request_id,
		"correlationId": correlation,
	}


def build_ping_result(request_id: str | None, correlation: str) -> Values:
	"""Return that the service and its store answer, and when."""
	return {"at": read_now(), "requestId": request_id, "correlationId": correlation}


def _tell_risk(answer: RiskAnswer | RiskBatchItem) -> Values:
	return {
		"status": answer.status.value,
		"level": answer.level.value,
		"score": answer.score,
		"asOf": answer.as_of,
		"source": answer.source,
		"warning": answer.warning.value if answer.warning else None,
	}


def _tell_access(access: Access) -> Values:
	names = ("at", "consumer", "purpose", "operation", "status")
	return {name: getattr(access, name) for name in names}


def _build_match(match: RiskMatch) -> Values:
	return {
		"maskedId": match.masked_id,
		"name": match.name,
		"level": match.level.value,
		"score": match.score,
		"asOf": match.as_of,
		"kind": match.kind.value,
		"similarity": match.similarity,
	}
