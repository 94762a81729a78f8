"""Keyed digests of addresses, in Python and as the database is told to make them."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from mailer.designs.domain.address_digests import AddressHasher

ADDRESS = "ana@example.com"


class TestAddressDigests:
	def test_one_address_has_one_digest_that_only_the_key_can_make(self) -> None:
		digests = AddressHasher("una llave")
		assert digests.make(" Ana@Example.com") == digests.make(ADDRESS)
		assert digests.make(ADDRESS) != AddressHasher("otra").make(ADDRESS)
		assert digests.make(ADDRESS) != hashlib.sha256(ADDRESS.encode()).digest()

	@given(st.text(max_size=150))
	def test_the_pads_make_the_same_digest_whatever_the_key(self, key: str) -> None:
		digests = AddressHasher(key)
		pads, plain = digests.make_pads(), hashlib.sha256(ADDRESS.encode()).digest()
		inner = hashlib.sha256(pads.inner + plain).digest()
		assert hashlib.sha256(pads.outer + inner).digest() == digests.make(ADDRESS)
