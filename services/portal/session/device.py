"""The machine from which somebody signs in: its mark, which campaigns signs and alone reads, and
what its browser calls itself."""

from flask import current_app, request
from werkzeug.wrappers import Response

from chasqui.contracts.campaigns.staff import LONGEST_AGENT

COOKIE = "chasqui_device"
PATH = "/ingreso"
LONGEST = 1000
SECONDS = 15_552_000  # 180 days, as long as campaigns takes it


def read_agent() -> str:
	"""Return what the browser calls itself, as far as it says so in few words."""
	return request.user_agent.string[:LONGEST_AGENT]


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
