"""What the risk rules make of what is known before a call."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.risk_rules.domain import judge_risk
from chasqui.contracts.campaigns.risk_rules import HighRisk, NoAnswer, RiskRules, RiskVerdict
from chasqui.contracts.risk import RiskAnswer, RiskLevel, RiskStatus
from chasqui.kernel.clock import read_now

NOW = read_now()
ASKS = RiskRules(max_age_days=30)
HOLDS = RiskRules(max_age_days=30, on_no_answer=NoAnswer.HOLD)


def answer(level: RiskLevel = RiskLevel.LOW, *, days: int = 0) -> RiskAnswer:
	at = NOW - timedelta(days=days)
	return RiskAnswer(status=RiskStatus.FOUND, level=level, asked_at=at)


LOW, HIGH, OLD = answer(), answer(RiskLevel.HIGH), answer(days=31)
OLD_HIGH = answer(RiskLevel.HIGH, days=31)
DOWN = RiskAnswer(status=RiskStatus.UNAVAILABLE, asked_at=NOW)
UNKNOWN = RiskAnswer(status=RiskStatus.NOT_FOUND, asked_at=NOW)


@pytest.mark.covers("K28", "K29")
class TestJudge:
	@pytest.mark.parametrize(
		("rules", "checked", "reviewed", "verdict"),
		[
			(RiskRules(), None, None, RiskVerdict.NOT_ASKED),
			(RiskRules(), LOW, None, RiskVerdict.CLEAR),
			(RiskRules(), None, OLD, RiskVerdict.CLEAR),
			(RiskRules(), UNKNOWN, None, RiskVerdict.CLEAR),
			(RiskRules(), DOWN, None, RiskVerdict.DOWN),
			(RiskRules(on_no_answer=NoAnswer.HOLD), DOWN, None, RiskVerdict.DOWN),
			(RiskRules(), DOWN, HIGH, RiskVerdict.DECIDE),
			(RiskRules(), LOW, HIGH, RiskVerdict.CLEAR),
			(ASKS, None, None, RiskVerdict.CHECK_FIRST),
			(ASKS, None, OLD, RiskVerdict.CHECK_FIRST),
			(ASKS, None, OLD_HIGH, RiskVerdict.CHECK_FIRST),
			(ASKS, None, answer(days=29), RiskVerdict.CLEAR),
			(ASKS, LOW, OLD, RiskVerdict.CLEAR),
			(ASKS, DOWN, None, RiskVerdict.DOWN),
			(ASKS, DOWN, OLD, RiskVerdict.DOWN),
			(ASKS, DOWN, OLD_HIGH, RiskVerdict.DECIDE),
			(ASKS, DOWN, LOW, RiskVerdict.CLEAR),
			(HOLDS, DOWN, None, RiskVerdict.HOLD),
			(HOLDS, DOWN, OLD_HIGH, RiskVerdict.HOLD),
			(HOLDS, DOWN, LOW, RiskVerdict.CLEAR),
			(HOLDS, DOWN, HIGH, RiskVerdict.DECIDE),
		],
	)
	def test_it_follows_from_the_rules_and_what_is_known(
		self,
		rules: RiskRules,
		checked: RiskAnswer | None,
		reviewed: RiskAnswer | None,
		verdict: RiskVerdict,
	) -> None:
		assert judge_risk(rules, checked, reviewed, NOW).verdict is verdict

	@pytest.mark.parametrize("on_high", list(HighRisk))
	def test_a_high_risk_is_what_the_rules_say(self, on_high: HighRisk) -> None:
		judged = judge_risk(RiskRules(on_high=on_high), HIGH, None, NOW)
		assert (judged.verdict.value, judged.answer) == (on_high.value, HIGH)

	@given(
		rules=st.builds(RiskRules, max_age_days=st.none() | st.integers(1, 365)),
		checked=st.sampled_from([None, LOW, HIGH, DOWN, UNKNOWN]),
		reviewed=st.sampled_from([None, LOW, HIGH, OLD, OLD_HIGH]),
	)
	def test_nobody_of_high_risk_is_ever_clear(
		self, rules: RiskRules, checked: RiskAnswer | None, reviewed: RiskAnswer | None
	) -> None:
		judged = judge_risk(rules, checked, reviewed, NOW)
		assert not (
			judged.answer is not None
			and judged.answer.level is RiskLevel.HIGH
			and judged.verdict in (RiskVerdict.CLEAR, RiskVerdict.NOT_ASKED, RiskVerdict.DOWN)
		)
