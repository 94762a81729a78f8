"""What people see when something does not work, as a page or as a part of one."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from chasqui.kernel.errors import AppError, TooMany
from portal.session.csrf import StaleForm
from portal.session.local_ways import keep_local
from portal.session.staff import find_person
from portal.shell.pages.addresses import CURSOR, MisreadAddress
from portal.shell.pages.parts import is_fragment
from portal.shell.pages.session_over import answer_stale, register_over


def register_errors(app: Flask) -> None:
	"""Answer every failure with a page in Spanish."""
	register_over(app)

	@app.errorhandler(StaleForm)
	def answer_stale_form(error: StaleForm) -> ResponseReturnValue:
		is_in = find_person() is not None
		return answer_stale(error) if is_in else answer_app_error(error)

	app.register_error_handler(MisreadAddress, answer_misread)

	@app.errorhandler(AppError)
	def answer_app_error(error: AppError) -> ResponseReturnValue:
		return show_error(error.status, str(error.detail), error)

	@app.errorhandler(ValidationError)
	def answer_bad_values(error: ValidationError) -> ResponseReturnValue:
		"""Answer 422 to values that no contract takes; without values the fault is not theirs."""
		if request.method == "GET" and not request.args:
			return answer_surprise(error)
		structlog.get_logger().warning("values_refused", endpoint=request.endpoint, of=error.title)
		return show_error(422)

	@app.errorhandler(HTTPException)
	def answer_http_error(error: HTTPException) -> ResponseReturnValue:
		return show_error(error.code or 500)

	@app.errorhandler(Exception)
	def answer_surprise(error: Exception) -> ResponseReturnValue:
		structlog.get_logger().exception("unexpected_error", kind=type(error).__name__)
		return show_error(500)


def answer_misread(error: MisreadAddress) -> ResponseReturnValue:
	"""Show nothing rather than everybody, and the way to the list without the filter."""
	if is_fragment():
		return show_error(error.status, str(error.detail), error)
	gone = {one.name for one in error.misread} | {CURSOR}
	left = [one for one in request.args.items(multi=True) if one[0] not in gone]
	is_one = request.method == "GET" and "" not in gone
	way = f"{request.path}?{urlencode(left)}" if is_one else ""
	return render_template("shell/misread.html", error=error, way=way), error.status


def show_error(status: int, detail: str = "", error: AppError | None = None) -> ResponseReturnValue:
	"""Return the page of an error, or the notice of a fragment."""
	title, hint = _describe(status)
	name = "shell/error_fragment.html" if is_fragment() else "shell/error.html"
	values = {
		"status": status,
		"title": title,
		"detail": detail or hint,
		"back": find_page_before(),
	}
	page = render_template(name, **values)
	headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
	if request.method == "HEAD":
		page = ""
	return page, status, headers


def find_page_before() -> str | None:
	"""Return the page of ours that led here; none where it is this one, which would fail again."""
	came = urlsplit(request.referrer or "")
	way = urlunsplit(("", "", came.path, came.query, ""))
	is_here = request.method == "GET" and way == request.full_path.rstrip("?")
	return keep_local(way) if came.netloc == request.host and not is_here else None


def _describe(status: int) -> tuple[str, str]:
	known = {
		403: (_("No tiene permiso"), _("Su rol no incluye esta página.")),
		404: (_("No encontramos esa página"), _("La dirección cambió o nunca existió.")),
		405: (_("Así no se puede"), _("Vuelva a la página anterior e intente otra vez.")),
		409: (_("Algo cambió mientras tanto"), _("Recargue la página para ver lo último.")),
		413: (_("El archivo es demasiado grande"), _("Elija un archivo más pequeño.")),
		422: (_("Los datos no son válidos"), _("Revise lo que escribió.")),
		429: (_("Demasiados intentos"), _("Espere un momento e intente otra vez.")),
		503: (_("Este servicio no responde por ahora"), _("Intente otra vez en un momento.")),
	}
	fallback = (_("Algo salió mal"), _("El error quedó registrado. Intente otra vez."))
	return known.get(status, fallback)
