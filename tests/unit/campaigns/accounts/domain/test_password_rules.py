"""Passwords that guessers try first are refused, whatever their length."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.accounts.domain.password_rules import MIN_LENGTH, find_fault
from campaigns.accounts.use_cases.passwords import FAULTS
from chasqui.contracts.campaigns.staff import PasswordGrant
from tests.support.campaigns_world import PASSWORD

ABOUT = ["mperez", "María Pérez"]


class TestRules:
	@pytest.mark.parametrize("length", range(1, MIN_LENGTH))
	def test_short_ones_are_refused(self, length: int) -> None:
		assert find_fault(secrets.token_urlsafe(16)[:length], ABOUT) == "too_short"

	@given(st.text(alphabet="abcdefghijk1234567890 ", min_size=1, max_size=2), st.integers(12, 60))
	def test_repeated_ones_are_refused(self, piece: str, times: int) -> None:
		assert find_fault(piece * times, ABOUT) == "too_easy"

	@pytest.mark.parametrize(
		"password",
		[
			"123456789012", "abcdefghijklmnop", "qwertyuiopasdfgh", "passwordpassword",
			"Password1234", "            ", "mariaperez2026", "MariaPerez1990", "chasqui123456",
			"iloveyou1234", "administrador1", "zzzzzzzzzzzzzzzzzzzzzz",
		],
	)  # fmt: skip
	def test_common_ones_are_refused(self, password: str) -> None:
		assert find_fault(password, ABOUT) == "too_easy"

	@pytest.mark.parametrize("password", [PASSWORD, "páramo tiza velero ñandú", "xk9!Tq#z2Lw@v"])
	def test_good_ones_are_taken(self, password: str) -> None:
		assert find_fault(password, ABOUT) is None

	def test_what_is_made_up_for_the_demonstration_is_always_taken(self) -> None:
		made = [secrets.token_urlsafe(24) for _ in range(200)]
		assert {find_fault(password, ["admin", "Administración"]) for password in made} == {None}

	def test_every_fault_has_its_text(self) -> None:
		assert set(FAULTS) == {"too_short", "too_easy"}


class TestAsTyped:
	@given(st.text(min_size=1, max_size=200))
	def test_a_password_is_what_was_typed(self, typed: str) -> None:
		read = PasswordGrant(grant_type="password", username="x", password=typed)
		assert read.password == typed
