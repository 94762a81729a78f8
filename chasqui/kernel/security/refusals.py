"""Reports every refusal of a web app, wherever in it the decision was taken."""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request

from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.security.events import NOBODY, report

UNAUTHENTICATED, FORBIDDEN = 401, 403


def watch_refusals(app: Flask, read_subject: Callable[[], str]) -> None:
	"""Report 403 and, where the token itself was not believed, 401; that a password or a client's
	secret is wrong the use case reports, which knows more.
	"""

	@app.after_request
	def report_refusal(response: Response) -> Response:
		if response.status_code == FORBIDDEN:
			_report(SecurityKind.FORBIDDEN, read_subject())
		elif response.status_code == UNAUTHENTICATED and "principal" not in g and not _is_public():
			_report(SecurityKind.TOKEN_REFUSED, read_subject())
		return response


def read_principal_subject() -> str:
	"""Return who asks a service, as far as the token was believed."""
	return g.principal.subject if "principal" in g else NOBODY


def _report(kind: SecurityKind, subject: str) -> None:
	report(
		kind, subject=subject, address=request.remote_addr or "", endpoint=request.endpoint or "-"
	)


def _is_public() -> bool:
	view = current_app.view_functions.get(request.endpoint or "")
	access = getattr(view, "access", None)
	return access is not None and access.is_public
