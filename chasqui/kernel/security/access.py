"""Who asks, and whether they may: access is declared at the view.

A view without a declaration is refused: `grant` names permissions and scopes, `open_to_all` is for
health, tokens and public links.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from flask import Flask, current_app, g, request

from chasqui.kernel.errors import Forbidden, Unauthenticated
from chasqui.kernel.texts.text import say

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Principal:
	"""Who asks: a person of the staff (`roles`) or a service (`scopes`)."""

	subject: str
	name: str
	roles: frozenset[str]
	scopes: frozenset[str]
	sid: str = ""
	"""The sign-in of a person; a service has none."""
	permissions: frozenset[str] = frozenset()
	"""What the roles of a person allow."""

	@property
	def is_staff(self) -> bool:
		return bool(self.roles)


@dataclass(frozen=True)
class Access:
	"""What a view asks of its caller: any one of the permissions, or any one of the scopes."""

	permissions: frozenset[str] = frozenset()
	scopes: frozenset[str] = frozenset()
	is_public: bool = False

	def allows(self, principal: Principal) -> bool:
		return bool(self.permissions & principal.permissions or self.scopes & principal.scopes)


def grant(*permissions: str, scopes: Iterable[str] = ()) -> Callable[[View], Callable[..., Any]]:
	"""Declare that a view serves staff and services: any one permission, any one scope."""

	def mark_view(view: View) -> Callable[..., Any]:
		access = Access(frozenset(permissions), frozenset(scopes))
		view.access = access  # type: ignore[attr-defined]
		return view

	return mark_view


def open_to_all(view: View) -> Callable[..., Any]:
	"""Declare that a view asks for no token."""
	view.access = Access(is_public=True)  # type: ignore[attr-defined]
	return view


def read_principal() -> Principal:
	"""Return who asks in this request; only for views that declared `grant`."""
	principal: Principal = g.principal
	return principal


def guard_access(app: Flask, verify: Callable[[str], Principal]) -> None:
	"""Refuse every request whose view did not declare access or whose caller lacks it."""

	@app.before_request
	def check_access() -> None:
		if request.endpoint is None:
			return  # no such page: the 404 reveals nothing
		access = getattr(current_app.view_functions[request.endpoint], "access", None)
		if access is None:
			structlog.get_logger().error("view_without_access", endpoint=request.endpoint)
			raise Forbidden(say("Este recurso no declara quién puede usarlo."))
		if access.is_public:
			return
		g.principal = verify(_read_bearer())
		if not access.allows(g.principal):
			raise Forbidden(say("Su rol no permite esta acción."))


def _read_bearer() -> str:
	scheme, _, token = request.headers.get("Authorization", "").partition(" ")
	if scheme.lower() != "bearer" or not token:
		raise Unauthenticated(say("Falta la credencial (Authorization: Bearer …)."))
	return token.strip()
