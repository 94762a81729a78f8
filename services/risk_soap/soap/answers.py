"""Answers of the operations as the WSDL's types."""

from collections.abc import Iterable
from typing import Any

from chasqui.contracts.risk import RiskAnswer, RiskBatchItem, RiskMatch
from chasqui.kernel.clock import read_now
from risk_soap.soap import types


def build_risk_result(answer: RiskAnswer, request_id: str | None, correlation: str) -> Any:
	"""Return one person's risk."""
	return types.RiskResult(
		status=answer.status.value,
		level=answer.level.value,
		score=answer.score,
		asOf=answer.as_of,
		source=answer.source,
		warning=answer.warning.value if answer.warning else None,
		requestId=request_id,
		correlationId=correlation,
	)


def build_name_result(answer: RiskAnswer, request_id: str | None, correlation: str) -> Any:
	"""Return the persons found by name."""
	return types.NameResult(
		status=answer.status.value,
		match=[_build_match(match) for match in answer.matches],
		requestId=request_id,
		correlationId=correlation,
	)


def build_batch_result(
	items: Iterable[RiskBatchItem], request_id: str | None, correlation: str
) -> Any:
	"""Return the answers of a batch."""
	return types.BatchResult(
		item=[_build_item(item) for item in items],
		requestId=request_id,
		correlationId=correlation,
	)


def build_ping_result(request_id: str | None, correlation: str) -> Any:
	"""Return that the service and its store answer, and when."""
	return types.PingResult(at=read_now(), requestId=request_id, correlationId=correlation)


def _build_match(match: RiskMatch) -> Any:
	return types.RiskMatch(
		maskedId=match.masked_id,
		name=match.name,
		level=match.level.value,
		score=match.score,
		asOf=match.as_of,
		kind=match.kind.value,
		similarity=match.similarity,
	)


def _build_item(item: RiskBatchItem) -> Any:
	return types.BatchItem(
		position=item.position,
		status=item.status.value,
		level=item.level.value,
		score=item.score,
		asOf=item.as_of,
		source=item.source,
		warning=item.warning.value if item.warning else None,
	)
