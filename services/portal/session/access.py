"""Each page says whose it is (`grant`, `open_to_all` of the kernel); who may not, turns back."""

from flask import Flask, current_app, request

from chasqui.kernel.errors import Forbidden
from chasqui.kernel.security.access import Access
from chasqui.kernel.texts.text import say
from portal.session.staff import read_person


def guard_pages(app: Flask) -> None:
	"""Send whoever has not signed in to the sign-in; refuse whose role does not reach."""

	@app.before_request
	def check_access() -> None:
		if request.endpoint is None:
			return  # no such page: the 404 reveals nothing
		access = getattr(current_app.view_functions[request.endpoint], "access", None)
		if access is None:
			raise Forbidden(say("Esta página no declara quién puede verla."))
		if not access.is_public:
			_check_person(access)


def is_public() -> bool:
	"""Return whether this page is open to all."""
	access = getattr(current_app.view_functions.get(request.endpoint or ""), "access", None)
	return access is not None and access.is_public


def _check_person(access: Access) -> None:
	if not access.permissions & read_person().permissions:
		raise Forbidden(say("Su rol no incluye esta página."))
