"""Every declared result can be recorded, does what it declares, and is in every count."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_rules import USUAL_RULES, RetryRules
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

SLACK = timedelta(minutes=1)
PROMISED = timedelta(hours=1)


@pytest.mark.covers("K19", "K27")
@pytest.mark.parametrize("result", list(CallResult))
class TestCallResults:
	def test_it_is_counted_wherever_calls_are(
		self, world: CampaignsWorld, result: CallResult
	) -> None:
		campaign_id = start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		call(advisor, result)
		outcome, day = result.outcome, advisor.get("/v1/desk").json
		counts = day["done_today"], day["contacted_today"], day["sales_today"]
		assert counts == (outcome.is_attempt, outcome.is_contact, outcome.is_sale)
		head = world.open_client(Role.MARKETING_HEAD)
		told = head.get(f"/v1/campaigns/{campaign_id}/calls/statistics").json
		called = [result.value] if outcome.is_attempt else []
		assert (told["total"], told["by_result"]) == (len(called), dict.fromkeys(called, 1))
		assert [one for row in told["by_advisor"].values() for one in row] == called
		assert day["skipped_today"] == told["skipped"] == 1 - len(called)
		assert told["pending"] == (not outcome.is_final)

	def test_the_next_attempt_is_the_one_declared(
		self, world: CampaignsWorld, result: CallResult
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor = world.open_client(Role.ADVISOR)
		before = read_now()
		told = call(advisor, result)["next_attempt_at"]
		pause = find_pause(result)
		if pause is None:
			assert told is None
			return
		at = datetime.fromisoformat(told)
		assert before + pause - SLACK < at < before + pause + SLACK
		with freeze_clock(at + SLACK):
			assert take_next(advisor)["attempts"] == result.outcome.is_attempt

	def test_only_misses_and_last_words_come_to_an_end(
		self, world: CampaignsWorld, result: CallResult
	) -> None:
		start_campaign(world, members=1, assigned=1)
		advisor, at = world.open_client(Role.ADVISOR), read_now()
		told: str | None = ""
		for _ in range(1 if result.outcome.is_final else USUAL_RULES.misses_in_a_row):
			with freeze_clock(at):
				told = call(advisor, result)["next_attempt_at"]
			at = datetime.fromisoformat(told) + SLACK if told else at
		assert (told is None) == (result.outcome.is_miss or result.outcome.is_final)


def find_pause(result: CallResult) -> timedelta | None:
	if result.value.lower() in RetryRules.model_fields:
		return timedelta(minutes=USUAL_RULES.retries.find(result).minutes)
	return PROMISED if result.outcome.is_promised else None


def call(advisor: FlaskClient, result: CallResult) -> dict[str, Any]:
	"""Record a result for the next customer; a promised one in an hour."""
	lease, more = take_next(advisor), {}
	if result.outcome.is_promised:
		more["callback_at"] = (read_now() + PROMISED).isoformat()
	answer = record(advisor, lease, result.value, **more)
	assert answer.status_code == 200, answer.json
	return dict(answer.json)
