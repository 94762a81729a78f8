"""Addresses that carry a signed number back."""

from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.mailer.addresses import is_mailable
from mailer.receiving.domain.address_tokens import AddressSigner, TokenKind

SIGNER = AddressSigner({"new": "secreto", "old": "anterior"}, "respuestas@mail.example.com")


@given(st.sampled_from(TokenKind), st.integers(0, 2**48 - 1))
def test_what_is_signed_is_read_again(kind: TokenKind, number: int) -> None:
	address = SIGNER.sign(kind, number)
	assert is_mailable(address)
	assert SIGNER.read([address.upper()]) == (kind, number)
	assert SIGNER.read(["otra@example.com", address]) == (kind, number)
	assert SIGNER.is_ours(address)


@given(st.integers(0, 2**48 - 1), st.integers(0, 23), st.sampled_from("abcdefghijklmnop234567"))
def test_a_forged_token_names_nothing(number: int, place: int, letter: str) -> None:
	address = SIGNER.sign(TokenKind.CONVERSATION, number)
	start = len("respuestas+")
	forged = address[: start + place] + letter + address[start + place + 1 :]
	assert (SIGNER.read([forged]) is None) == (forged != address)


def test_a_key_that_was_replaced_is_still_read_and_a_foreign_one_is_not() -> None:
	old = AddressSigner({"old": "anterior"}, "respuestas@mail.example.com")
	other = AddressSigner({"new": "ajeno"}, "respuestas@mail.example.com")
	assert SIGNER.read([old.sign(TokenKind.REPLY, 5)]) == (TokenKind.REPLY, 5)
	assert SIGNER.read([other.sign(TokenKind.REPLY, 5)]) is None


def test_only_our_address_is_ours() -> None:
	assert SIGNER.is_ours("Respuestas@mail.example.com")
	assert not SIGNER.is_ours("respuestas@example.com")
	assert not SIGNER.is_ours("otra@mail.example.com")
	assert not AddressSigner({"a": "b"}, "").is_ours("")
	assert AddressSigner({"a": "b"}, "").sign(TokenKind.REPLY, 1) == ""
