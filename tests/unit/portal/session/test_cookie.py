"""The sealed cookie: nobody reads it, nobody changes it."""

import secrets

from portal.session.cookie import Sealer

LONGEST_COOKIE = 4000  # browsers drop a cookie beyond 4096 bytes, name and attributes included

DOCUMENT = {"access": secrets.token_urlsafe(450), "staff": {"name": "Jefatura de Prueba"}}


class TestSealer:
	def test_it_opens_what_it_sealed(self) -> None:
		sealer = Sealer("llave")
		assert sealer.open(sealer.seal(DOCUMENT)) == DOCUMENT

	def test_another_key_opens_nothing(self) -> None:
		assert Sealer("otra").open(Sealer("llave").seal(DOCUMENT)) == {}

	def test_a_changed_cookie_is_empty(self) -> None:
		sealed = Sealer("llave").seal(DOCUMENT)
		head, _, tail = sealed.rpartition(".")
		assert Sealer("llave").open(f"{head}.{tail[::-1]}") == {}

	def test_rubbish_is_empty(self) -> None:
		for rubbish in (None, "", "basura", "a.b.c.d.e"):
			assert Sealer("llave").open(rubbish) == {}

	def test_nothing_can_be_read_in_it(self) -> None:
		assert "Jefatura" not in Sealer("llave").seal(DOCUMENT)

	def test_a_session_fits_a_cookie(self) -> None:
		assert len(Sealer("llave").seal(DOCUMENT)) < LONGEST_COOKIE
