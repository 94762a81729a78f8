"""Shows risk as its contracts: advisors get light and level, who leads them the score too."""

from collections.abc import Mapping
from typing import Any

from campaigns.risk.models.risk_check import RiskCheckRow
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from chasqui.contracts.campaigns.risk import RiskHistoryEntry, RiskReview, RiskReviewItem
from chasqui.contracts.risk import (
	IdWarning,
	RiskAnswer,
	RiskLevel,
	RiskStatus,
	UnavailableReason,
)

REVIEW_FIELDS = (
	"id", "kind", "campaign_id", "assignment_id", "file_name", "purpose", "state", "total", "done",
	"rejected", "error", "created_at", "finished_at",
)  # fmt: skip
ITEM_FIELDS = (
	"line", "customer_id", "masked_id", "status", "level", "score", "as_of", "source", "warning",
	"error", "asked_at",
)  # fmt: skip


def hide_scores(answer: RiskAnswer) -> RiskAnswer:
	"""Return an answer as an advisor may see it (crm: risk-aware list without disclosure)."""
	matches = [match.model_copy(update={"score": None}) for match in answer.matches]
	return answer.model_copy(update={"score": None, "matches": matches})


def mask_name(name: str) -> str:
	"""Return the initials of a name as it was asked: ``J. Á. M.``."""
	return " ".join(f"{word[0].upper()}." for word in name.split())[:80]


def describe_check(check: RiskCheckRow) -> RiskAnswer:
	"""Return a kept look as the answer that it was."""
	return RiskAnswer(
		status=RiskStatus(check.status),
		level=RiskLevel(check.level),
		score=check.score,
		as_of=check.as_of,
		source=check.source,
		warning=IdWarning(check.warning) if check.warning else None,
		reason=UnavailableReason(check.reason) if check.reason else None,
		asked_at=check.asked_at,
	)


def describe_reviewed(item: RiskReviewItemRow) -> RiskAnswer:
	"""Return what a review says of a customer."""
	assert item.status is not None
	assert item.asked_at is not None
	return RiskAnswer(
		status=RiskStatus(item.status),
		level=RiskLevel(item.level),
		score=item.score,
		as_of=item.as_of,
		source=item.source,
		asked_at=item.asked_at,
	)


def list_answer_values(answer: RiskAnswer) -> dict[str, Any]:
	"""Return the columns that a look and a review's row have in common."""
	return {
		"status": answer.status.value,
		"level": answer.level.value,
		"score": answer.score,
		"as_of": answer.as_of,
		"source": answer.source,
		"warning": answer.warning.value if answer.warning else None,
		"asked_at": answer.asked_at,
	}


def describe_entry(check: RiskCheckRow, names: Mapping[int, str]) -> RiskHistoryEntry:
	"""Return a line of the history."""
	return RiskHistoryEntry(
		id=check.id,
		kind=check.kind,
		staff_id=check.staff_id,
		staff_name=names.get(check.staff_id, ""),
		purpose=check.purpose,
		subject=check.subject,
		status=check.status,
		level=check.level,
		matches=check.matches,
		looked_at=check.looked_at,
	)


def describe_review(
	row: RiskReviewRow,
	counts: list[tuple[str, str, int]],
	requested_by: str,
	advisor_name: str | None,
) -> RiskReview:
	"""Return a review with its answers counted."""
	levels: dict[RiskLevel, int] = {}
	statuses: dict[RiskStatus, int] = {}
	for level, status, count in counts:
		levels[RiskLevel(level)] = levels.get(RiskLevel(level), 0) + count
		statuses[RiskStatus(status)] = statuses.get(RiskStatus(status), 0) + count
	return RiskReview(
		**{name: getattr(row, name) for name in REVIEW_FIELDS},
		levels=levels,
		statuses=statuses,
		requested_by=requested_by,
		advisor_name=advisor_name,
	)


def describe_item(row: RiskReviewItemRow, name: str | None) -> RiskReviewItem:
	"""Return a row of a review."""
	return RiskReviewItem(**{field: getattr(row, field) for field in ITEM_FIELDS}, name=name)
