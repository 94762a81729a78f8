"""Each page says whose it is (`grant`, `open_to_all` of the kernel); who may not, turns back."""

from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chasqui.kernel.errors import Forbidden
from chasqui.kernel.security.access import Access
from chasqui.kernel.texts.text import say
from portal.session.local_ways import HX_REDIRECT, keep_local
from portal.session.staff import find_person

HX_REQUEST = "HX-Request"


def guard_pages(app: Flask) -> None:
	"""Send whoever has not signed in to the sign-in; refuse whose role does not reach."""

	@app.before_request
	def check_access() -> ResponseReturnValue | None:
		if request.endpoint is None:
			return None  # no such page: the 404 tells nothing
		access = getattr(current_app.view_functions[request.endpoint], "access", None)
		if access is None:
			raise Forbidden(say("Esta página no declara quién puede verla."))
		return None if access.is_public else _check_person(access)


def ask_to_sign_in() -> ResponseReturnValue:
	"""Return the way to the sign-in, and back to where the person was."""
	target = request.full_path.rstrip("?") if request.method == "GET" else ""
	if request.headers.get(HX_REQUEST):
		here = urlsplit(request.headers.get("HX-Current-URL", ""))
		way = url_for("sign_in.show", next=keep_local(here.path))
		return "", 204, {HX_REDIRECT: way}
	return redirect(url_for("sign_in.show", next=keep_local(target)), 303)


def _check_person(access: Access) -> ResponseReturnValue | None:
	person = find_person()
	if person is None:
		return ask_to_sign_in()
	if not access.permissions & person.permissions:
		raise Forbidden(say("Su rol no incluye esta página."))
	return None
