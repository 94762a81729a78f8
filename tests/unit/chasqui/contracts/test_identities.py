"""One rule for identifications, and every service has words for each of its refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cl import rut

from campaigns.risk.domain import identities as looked_up
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import BadIdentity, Flaw, is_rut, parse_identity
from customers.people.domain import identities as typed
from risk_soap.domain import persons


class TestIdentities:
	@pytest.mark.parametrize("words", [looked_up.FLAWS, typed.FLAWS, persons.FLAWS])
	def test_every_flaw_has_words_everywhere(self, words: dict[Flaw, object]) -> None:
		assert set(words) == set(Flaw)

	@given(number=st.from_regex(r"[0-9]{7,8}[0-9K]", fullmatch=True))
	def test_a_rut_is_one_where_the_library_says_so(self, number: str) -> None:
		assert is_rut(number) == rut.is_valid(number)

	@given(text=st.text(max_size=20), kind=st.sampled_from(IdentityType))
	def test_a_canonical_number_stays_as_it_is(self, text: str, kind: IdentityType) -> None:
		try:
			found = parse_identity(kind, text)
		except BadIdentity:
			return
		assert parse_identity(kind, found.number) == found
