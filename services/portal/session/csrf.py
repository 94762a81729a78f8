"""Every state-changing form carries a token that only our own pages know."""

import hmac
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request, session

from chasqui.kernel.errors import Forbidden
from chasqui.kernel.texts.text import say
from portal.session.form_token import read_form_field

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
KEY = "csrf"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])


class StaleForm(Forbidden):
	"""A form of another session than the one it is sent by: shown before the last sign-in."""

	code = "bad_csrf"


def read_csrf_token() -> str:
	"""Return the token of this session, made when first asked for."""
	if KEY not in session:
		session[KEY] = secrets.token_urlsafe(24)
	return str(session[KEY])


def exempt_from_csrf(view: View) -> View:
	"""Mark a view that mail programs call: the one-click unsubscription, and no other."""
	view.is_csrf_exempt = True  # type: ignore[attr-defined]
	return view


def guard_forms(app: Flask) -> None:
	"""Refuse each state-changing request without the session's token."""

	@app.before_request
	def check_csrf() -> None:
		if request.method in SAFE_METHODS or request.endpoint is None:
			return
		view = current_app.view_functions[request.endpoint]
		if getattr(view, "is_csrf_exempt", False):
			return
		given = request.headers.get(HEADER) or read_form_field(request, FIELD)
		known = str(session.get(KEY, ""))
		if not known or not hmac.compare_digest(given.encode(), known.encode()):
			raise StaleForm(say("El formulario caducó. Recargue la página e intente otra vez."))
