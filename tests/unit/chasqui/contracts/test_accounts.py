"""Names to sign in with, e-mails and roles, as an account has them."""

import pytest
from pydantic import ValidationError

from chasqui.contracts.campaigns.accounts import AccountFields

ACCOUNT = {"username": "ana.perez", "name": "Ana Pérez", "roles": ["advisor"]}


def read(**changes: object) -> AccountFields:
	return AccountFields.model_validate({**ACCOUNT, **changes})


class TestAccountFields:
	def test_names_and_e_mails_are_folded(self) -> None:
		read_one = read(username=" Ana.Perez ", email=" Ana@Example.COM ")
		assert (read_one.username, read_one.email) == ("ana.perez", "ana@example.com")

	def test_roles_come_once_in_their_order(self) -> None:
		roles = ["administrator", "advisor", "administrator"]
		assert read(roles=roles).roles == ["advisor", "administrator"]

	@pytest.mark.parametrize(
		"username", ["a", "ana perez", "ñandú", "-ana", "ana\nperez", "a" * 121]
	)
	def test_a_name_that_cannot_be_typed_everywhere_is_refused(self, username: str) -> None:
		with pytest.raises(ValidationError):
			read(username=username)

	@pytest.mark.parametrize(
		"email",
		["ana", "ana@", "ana@example", "ana@ex ample.com", "ana@example.com\r\nx", "á@example.com",
		f"{'a' * 65}@example.com", f"a@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 63}.com"],
	)  # fmt: skip
	def test_what_no_server_takes_is_no_e_mail(self, email: str) -> None:
		with pytest.raises(ValidationError):
			read(email=email)

	def test_without_a_role_it_is_no_account(self) -> None:
		with pytest.raises(ValidationError):
			read(roles=[])
