"""The rules of the second factor on paper: codes, tickets, seals, recovery codes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.accounts.domain import recovery_codes, totp
from campaigns.accounts.domain.devices import DeviceTokenSigner
from campaigns.accounts.domain.sealed_secrets import SecretSealer
from campaigns.accounts.domain.second_factor_rule import SecondFactorRule
from campaigns.accounts.domain.sign_in_keys import SignInKeyDeriver
from campaigns.accounts.domain.tickets import LIVES, Ticket, TicketSigner
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.second_factor import StepKind

KEYS = SignInKeyDeriver("a secret of the test that is long enough")
NOW = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
# RFC 6238, appendix B (SHA-1), the last six of its eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = (
	(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
	(2000000000, "279037"), (20000000000, "353130"),
)  # fmt: skip


class TestCodes:
	@pytest.mark.parametrize(("seconds", "code"), VECTORS)
	def test_they_are_those_of_the_standard(self, seconds: int, code: str) -> None:
		now = datetime.fromtimestamp(seconds, UTC)
		assert totp.find_step(SECRET, code, now) == seconds // 30

	@pytest.mark.parametrize("steps", range(-3, 4))
	def test_one_step_around_is_taken_and_named(self, steps: int) -> None:
		seconds, code = VECTORS[3]
		moved = datetime.fromtimestamp(seconds + 30 * steps, UTC)
		expected = seconds // 30 if abs(steps) <= 1 else None
		assert totp.find_step(SECRET, code, moved) == expected

	def test_a_secret_has_160_bits(self) -> None:
		assert len({totp.make_secret() for _ in range(50)}) == 50
		assert len(totp.make_secret()) * 5 == 160

	@given(st.text(max_size=40))
	def test_what_is_typed_is_a_code_of_the_app_or_none(self, typed: str) -> None:
		code = totp.normalize_code(typed)
		assert totp.is_app_code(code) is (len(code) == 6 and code.isascii() and code.isdigit())

	@given(st.text(max_size=20), st.text(max_size=40))
	def test_names_with_colons_make_one_address(self, username: str, company: str) -> None:
		uri = totp.build_uri(SECRET, f"a{username}:", f"Chasqui {company}")
		assert uri.startswith("otpauth://totp/")
		assert uri.partition("?")[0].count(":") == 2


class TestTickets:
	@pytest.mark.parametrize("kind", StepKind)
	def test_they_serve_for_their_step_and_minutes(self, kind: StepKind) -> None:
		tickets = TicketSigner(KEYS.derive("second-step"))
		ticket = tickets.issue(kind, 7, "hash", NOW)
		found = Ticket(7, tickets.mark_password("hash"))
		others = [other for other in StepKind if other is not kind]
		assert [tickets.read(other, ticket, NOW) for other in others] == [None] * len(others)
		second = timedelta(seconds=1)
		assert tickets.read(kind, ticket, NOW + LIVES[kind] - second) == found
		assert tickets.read(kind, ticket, NOW + LIVES[kind] + second) is None

	def test_a_machine_s_mark_is_none_and_they_are_no_mark(self) -> None:
		key = KEYS.derive("one key for both, which never is")
		tickets, devices = TicketSigner(key), DeviceTokenSigner(key)
		for kind in StepKind:
			assert tickets.read(kind, devices.issue(7, NOW), NOW) is None
			assert devices.read(tickets.issue(kind, 7, "hash", NOW), 7, NOW) is None

	def test_the_code_s_one_lasts_five_minutes(self) -> None:
		assert LIVES[StepKind.CODE] == timedelta(minutes=5)


class TestSeals:
	def test_they_open_for_their_account_and_key_alone(self) -> None:
		sealer = SecretSealer(KEYS.derive("second-factor-secret"))
		sealed = sealer.seal(7, SECRET)
		assert SECRET not in sealed
		assert sealed != sealer.seal(7, SECRET)
		assert sealer.unseal(7, sealed) == SECRET
		assert sealer.unseal(8, sealed) is None
		assert sealer.unseal(7, f"{sealed[:-4]}AAAA") is None
		assert SecretSealer(KEYS.derive("another")).unseal(7, sealed) is None


class TestRecoveryCodes:
	def test_they_are_random_and_readable(self) -> None:
		codes = [code for _ in range(20) for code in recovery_codes.make_codes()]
		assert len(set(codes)) == 20 * recovery_codes.COUNT
		assert not any(totp.is_app_code(totp.normalize_code(code)) for code in codes)
		assert not set("".join(codes)) & set("01ilo")

	def test_the_digest_is_of_account_code_and_key(self) -> None:
		digests = {
			recovery_codes.hash_code(KEYS.derive(key), staff_id, code)
			for key in ("one", "other")
			for staff_id in (1, 11)
			for code in ("1abc", "abc")
		}
		assert len(digests) == 8


class TestRule:
	@pytest.mark.parametrize("role", Role)
	def test_it_binds_administrators_where_it_is_on(self, role: Role) -> None:
		assert SecondFactorRule(True).binds([role]) is (role is Role.ADMINISTRATOR)
		assert SecondFactorRule(True).binds([role, Role.ADMINISTRATOR])
		assert not SecondFactorRule(False).binds([role, Role.ADMINISTRATOR])
