"""The session is over: what is typed stays, and the person goes on after signing in."""

from urllib.parse import urlsplit

import structlog
from flask import Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.kernel.errors import Unauthenticated
from portal.session.access import is_public
from portal.session.csrf import SAFE_METHODS, StaleForm
from portal.session.kept_form import read_kept_form
from portal.session.local_ways import keep_local
from portal.session.staff import STAFF, close_staff_session
from portal.shell.pages.parts import is_fragment, notify


def register_over(app: Flask) -> None:
	"""Answer whoever is in no more, or by another session than the form's."""

	@app.errorhandler(Unauthenticated)
	def answer_unauthenticated(error: Unauthenticated) -> ResponseReturnValue:
		was_in = STAFF in session
		if was_in:  # a sign-in that waits for its second step goes on waiting
			close_staff_session()
			structlog.get_logger().warning(
				"session_refused", endpoint=request.endpoint, reason=str(error.detail),
				code=error.code,
			)  # fmt: skip
		return answer_over(was_in=was_in)


def answer_stale(error: StaleForm) -> ResponseReturnValue:
	"""Show again what was sent by a form of an earlier session of who is in."""
	if is_fragment():
		return render_template("shell/session_over/fragment.html"), 401
	page = render_template("shell/session_over/kept.html", kept=read_kept_form(), is_in=True)
	return page, error.status


def answer_over(*, was_in: bool) -> ResponseReturnValue:
	"""Lead a page to the sign-in and back; a part of one and a form that was sent keep theirs."""
	if is_fragment():
		return render_template("shell/session_over/fragment.html"), 401
	if request.method not in SAFE_METHODS and not is_public():
		kept = read_kept_form()
		return render_template("shell/session_over/kept.html", kept=kept, is_in=False), 401
	if was_in:
		notify(_("Su sesión terminó. Ingrese de nuevo."), "info")
	target = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
	return redirect(url_for("sign_in.show", next=keep_local(target)), 303)


def find_current_page() -> str | None:
	"""Return the page whose part is asked for."""
	return keep_local(urlsplit(request.headers.get("HX-Current-URL", "")).path)
