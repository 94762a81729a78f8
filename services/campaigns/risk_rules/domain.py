"""What follows from what is known of a customer's risk before a call (K28, K29)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from chasqui.contracts.campaigns.risk_rules import HighRisk, NoAnswer, RiskRules, RiskVerdict
from chasqui.contracts.risk import RiskAnswer, RiskLevel, RiskStatus

ON_HIGH = {
	HighRisk.WARN: RiskVerdict.WARN,
	HighRisk.DECIDE: RiskVerdict.DECIDE,
	HighRisk.SKIP: RiskVerdict.SKIP,
}


class JudgedRisk(NamedTuple):
	"""What the rules say, and the answer that they say it of: one of the other two, if any."""

	verdict: RiskVerdict
	answer: RiskAnswer | None
	checked: RiskAnswer | None = None
	reviewed: RiskAnswer | None = None


def judge_risk(
	rules: RiskRules, checked: RiskAnswer | None, reviewed: RiskAnswer | None, now: datetime
) -> JudgedRisk:
	"""Return what the rules say of a customer.

	`checked` was answered under the hold, `reviewed` by the newest review. That the service could
	not answer does not outweigh what a review found.
	"""
	is_down = checked is not None and checked.status is RiskStatus.UNAVAILABLE
	known = reviewed or checked if is_down else checked or reviewed
	if known is None:
		is_asked = rules.max_age_days is not None
		return JudgedRisk(RiskVerdict.CHECK_FIRST if is_asked else RiskVerdict.NOT_ASKED, None)
	verdict = _judge(rules, known, now, is_down=is_down)
	return JudgedRisk(verdict, known, checked, reviewed)


def _judge(rules: RiskRules, known: RiskAnswer, now: datetime, *, is_down: bool) -> RiskVerdict:
	is_fresh = _is_fresh(rules, known, now)
	if not is_fresh and not is_down:
		return RiskVerdict.CHECK_FIRST
	asks_for_it = rules.max_age_days is not None
	if not is_fresh and asks_for_it and rules.on_no_answer is NoAnswer.HOLD:
		return RiskVerdict.HOLD
	if known.level is RiskLevel.HIGH:
		return ON_HIGH[rules.on_high]
	return RiskVerdict.CLEAR if is_fresh else RiskVerdict.DOWN


def _is_fresh(rules: RiskRules, known: RiskAnswer, now: datetime) -> bool:
	if known.status is RiskStatus.UNAVAILABLE:
		return False
	most = rules.max_age_days
	return most is None or known.asked_at >= now - timedelta(days=most)
