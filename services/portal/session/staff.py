"""Who signed in, as the session remembers it."""

import time
from dataclasses import dataclass
from functools import cached_property

from flask import g, session
from pydantic import ValidationError

from chasqui.contracts.access import Permission, Role, list_permissions
from chasqui.contracts.campaigns.staff import Staff, TokenAnswer
from chasqui.kernel.errors import Unauthenticated
from chasqui.kernel.security.events import NOBODY
from chasqui.kernel.texts.text import say

ACCESS, REFRESH, ENDS_AT, STAFF = "access", "refresh", "ends_at", "staff"


@dataclass(frozen=True)
class Person:
	"""Who looks at the page."""

	id: int
	username: str
	name: str
	roles: frozenset[Role]

	@cached_property
	def permissions(self) -> frozenset[Permission]:
		return list_permissions(self.roles)

	def may(self, *permissions: Permission) -> bool:
		"""Return whether the person has any of these permissions."""
		return not self.permissions.isdisjoint(permissions)

	@property
	def initials(self) -> str:
		words = [word for word in self.name.split() if word[0].isupper()]
		return "".join(word[0] for word in words[:2]).upper() or "?"


def open_staff_session(answer: TokenAnswer) -> None:
	"""Start a session of somebody; nothing of an earlier one stays (no fixation)."""
	session.clear()
	keep_tokens(answer)
	if STAFF not in session:
		raise Unauthenticated(say("La respuesta no dice quién ingresó."))


def keep_tokens(answer: TokenAnswer) -> None:
	"""Put fresh tokens, and whom they name, into the session."""
	session[ACCESS] = answer.access_token
	session[ENDS_AT] = int(time.time()) + answer.expires_in
	if answer.refresh_token:
		session[REFRESH] = answer.refresh_token
	if answer.staff is not None:  # roles may have changed since the sign-in
		session[STAFF] = answer.staff.model_dump(mode="json")
		g.pop("person", None)


def close_staff_session() -> str | None:
	"""Drop who signed in; return the refresh token that is left to revoke."""
	refresh_token: str | None = session.get(REFRESH)
	session.clear()
	g.pop("person", None)
	return refresh_token


def find_person() -> Person | None:
	"""Return who signed in, or None."""
	if "person" not in g:
		kept = session.get(STAFF)
		g.person = _build_person(kept) if kept else None
	person: Person | None = g.person
	return person


def read_person() -> Person:
	"""Return who signed in; for pages behind the sign-in."""
	person = find_person()
	if person is None:
		raise Unauthenticated(say("Ingrese para continuar."))
	return person


def name_subject() -> str:
	"""Return who asks, as logs name people."""
	person = find_person()
	return f"staff:{person.id}" if person is not None else NOBODY


def read_access_token() -> str:
	"""Return the access token of who asks.

	:raises Unauthenticated: nobody signed in
	"""
	token: str | None = session.get(ACCESS)
	if not token:
		raise Unauthenticated(say("Ingrese para continuar."))
	return token


def count_seconds_left() -> float:
	"""Return for how many seconds the access token still holds."""
	return float(session.get(ENDS_AT, 0)) - time.time()


def _build_person(kept: dict[str, object]) -> Person:
	"""Return whom the cookie names; another version of us may have written it.

	:raises Unauthenticated: it holds what this version does not understand
	"""
	try:
		staff = Staff.model_validate(kept, extra="ignore")
	except ValidationError as error:
		raise Unauthenticated(say("Su sesión es de otra versión. Ingrese de nuevo.")) from error
	return Person(staff.id, staff.username, staff.name, frozenset(staff.roles))
