"""Addresses, retries, months and unsubscribe tokens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.mailer.addresses import is_mailable
from mailer.designs.domain.addresses import is_reserved_address, mask_address
from mailer.runs.domain.monthly import MonthlyRule, judge_months
from mailer.sending.domain.retries import plan_retry, plan_slowdown
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner

ZONE = "America/Guayaquil"
NOW = datetime(2026, 11, 20, tzinfo=UTC)


class TestAddresses:
	@pytest.mark.parametrize("email", ["a@b.ec", "o'hara+x@sub.empresa.com.ec", "a@xn--and-6ma.ec"])
	def test_it_takes_addresses_that_smtp_carries(self, email: str) -> None:
		assert is_mailable(email)

	@pytest.mark.parametrize(
		"email",
		[
			*("", "a", "a@b", "@b.ec", "a b@c.ec", "a@b..ec", ".a@b.ec", "a.@b.ec", "a@-b.ec"),
			*("a@b.ec\r\nDATA", "<a@b.ec>", "ñ@b.ec", "a@b.1", "x" * 65 + "@b.ec"),
		],
	)
	def test_it_refuses_the_rest(self, email: str) -> None:
		assert not is_mailable(email)

	def test_it_knows_names_that_are_nobody(self) -> None:
		reserved = ["a@example.com", "a@x.example.net", "a@b.test", "a@b.invalid", "a@h.localhost"]
		assert all(map(is_reserved_address, reserved))
		outside = ["a@example.com.ec", "a@miexample.com", "example.com@empresa.ec", "a@test.ec"]
		assert not any(map(is_reserved_address, outside))

	def test_an_address_has_a_mask(self) -> None:
		assert mask_address("maria@example.com") == "m***@example.com"


class TestRetries:
	def test_waits_double_from_a_minute_to_four_hours(self) -> None:
		waits = [plan_retry(n, NOW, NOW) for n in range(1, 12)]
		minutes = [(wait - NOW).total_seconds() / 60 for wait in waits if wait is not None]
		assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]

	def test_it_gives_up_after_two_days(self) -> None:
		first = NOW - timedelta(hours=48)
		assert plan_retry(3, first, NOW) is None
		assert plan_retry(3, first + timedelta(seconds=1), NOW) is not None

	def test_a_run_in_trouble_waits_a_minute_at_most(self) -> None:
		assert plan_slowdown(1) == timedelta(seconds=2)
		assert plan_slowdown(50) == timedelta(seconds=60)


@pytest.mark.covers("K23")
class TestMonths:
	def judge(self, rule: MonthlyRule, since: str, now: str) -> list[tuple[str, str]]:
		months = judge_months(
			rule,
			since=datetime.fromisoformat(since),
			ends_on=date(2027, 12, 31),
			now=datetime.fromisoformat(now),
		)
		return [(period, verdict.value) for period, verdict in months]

	def test_the_last_day_reaches_with_its_grace_into_the_next_month(self) -> None:
		rule = MonthlyRule("last", 9, ZONE)
		found = self.judge(rule, "2026-11-05T00:00:00-05:00", "2026-12-02T10:00:00-05:00")
		assert found == [("2026-11", "open")]

	@pytest.mark.parametrize(
		("year", "month", "due"),
		[(2027, 2, "2027-02-28T14:00:00+00:00"), (2028, 2, "2028-02-29T14:00:00+00:00")],
	)
	def test_last_is_the_last_day_of_each_month(self, year: int, month: int, due: str) -> None:
		assert MonthlyRule("last", 9, ZONE).find_due(year, month) == datetime.fromisoformat(due)

	def test_galapagos_has_its_own_hour(self) -> None:
		due = MonthlyRule(1, 0, "Pacific/Galapagos").find_due(2026, 11)
		assert due == datetime(2026, 11, 1, 6, tzinfo=UTC)

	def test_the_period_is_the_zone_s_month_not_that_of_utc(self) -> None:
		rule = MonthlyRule("last", 23, ZONE)
		found = self.judge(rule, "2026-11-05T00:00:00-05:00", "2026-12-01T04:30:00+00:00")
		assert found == [("2026-11", "open")]

	def test_a_long_sleep_is_told_month_by_month(self) -> None:
		rule = MonthlyRule(10, 9, ZONE)
		found = self.judge(rule, "2026-11-05T00:00:00-05:00", "2027-02-11T00:00:00-05:00")
		assert found == [
			("2026-11", "missed"), ("2026-12", "missed"), ("2027-01", "missed"),
			("2027-02", "open"),
		]  # fmt: skip

	def test_nothing_after_the_end_of_the_campaign(self) -> None:
		rule = MonthlyRule(10, 9, ZONE)
		since, now = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 11, tzinfo=UTC)
		assert list(judge_months(rule, since=since, ends_on=date(2026, 11, 9), now=now)) == []


class TestTokens:
	@given(delivery_id=st.integers(min_value=1, max_value=2**63 - 1))
	def test_a_token_tells_its_delivery_after_a_rotation(self, delivery_id: int) -> None:
		token = TokenSigner({"a": "one"}, newest="a").sign(delivery_id)
		assert TokenSigner({"b": "two", "a": "one"}, newest="b").read(token) == delivery_id
		assert TokenSigner({"b": "two"}, newest="b").read(token) is None

	@given(token=st.text(max_size=60))
	def test_anything_else_is_nothing(self, token: str) -> None:
		assert TokenSigner({"a": "one"}, newest="a").read(token) is None
