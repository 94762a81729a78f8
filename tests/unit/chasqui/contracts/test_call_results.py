"""Each result of a call is declared whole, and in a way that the desk can show."""

from collections import Counter

import pytest

from chasqui.contracts.campaigns.call_results import OUTCOMES, CallResult
from chasqui.contracts.campaigns.call_rules import RetryRules

RESERVED_KEYS = {"r", "?"}  # the desk asks the risk and helps by them
RESULTS = list(CallResult)


@pytest.mark.parametrize("result", RESULTS)
def test_what_follows_is_one_thing(result: CallResult) -> None:
	outcome = result.outcome
	followers = [
		outcome.is_final,
		outcome.is_promised,
		result.value.lower() in RetryRules.model_fields,
	]
	assert followers.count(True) == 1
	assert not (outcome.is_contact and outcome.is_miss)
	assert outcome.is_contact or not (outcome.is_sale or outcome.is_objection)
	assert outcome.is_attempt or not (outcome.is_contact or outcome.is_miss)


@pytest.mark.parametrize("result", RESULTS)
def test_its_key_is_a_sign_of_its_own(result: CallResult) -> None:
	key = result.outcome.key
	assert len(key) == 1
	assert key == key.lower()
	assert key not in RESERVED_KEYS
	assert Counter(one.outcome.key for one in CallResult)[key] == 1


def test_every_result_is_declared_whole() -> None:
	assert list(OUTCOMES) == list(CallResult)


def test_no_two_are_called_the_same() -> None:
	assert len({one.outcome.label for one in CallResult}) == len(CallResult)
