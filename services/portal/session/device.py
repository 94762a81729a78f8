"""The mark of a machine from which somebody signed in; campaigns signs it and alone reads it."""

from flask import current_app, request
from werkzeug.wrappers import Response

COOKIE = "chasqui_device"
PATH = "/ingreso"
LONGEST = 1000
SECONDS = 15_552_000  # 180 days, as long as campaigns takes it


def read_device() -> str | None:
	"""Return the mark of this machine, if there is one."""
	mark = request.cookies.get(COOKIE, "")
	return mark if 0 < len(mark) <= LONGEST else None


def keep_device(response: Response, mark: str | None) -> None:
	"""Leave the mark at this machine; only the sign-in gets to see it."""
	if mark is None:
		return
	response.set_cookie(
		COOKIE,
		mark,
		max_age=SECONDS,
		path=PATH,
		httponly=True,
		samesite="Lax",
		secure=current_app.config["SESSION_COOKIE_SECURE"],
	)
