"""How a person likes the pages: theme and sidebar, kept in cookies that hold no secret."""

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue

from chasqui.kernel.security.access import open_to_all
from portal.session.local_ways import keep_local

THEME_COOKIE, SIDE_COOKIE = "chasqui_theme", "chasqui_side"
THEMES = ("light", "dark", "auto")
YEAR_SECONDS = 31_536_000

blueprint = Blueprint("look", __name__)


@blueprint.post("/apariencia")
@open_to_all
def change_theme() -> ResponseReturnValue:
	"""Keep the theme and return to where the person was."""
	theme = request.form.get("theme", "")
	response = redirect(keep_local(request.form.get("back")) or "/", 303)
	if theme in THEMES:
		is_secure = current_app.config["SESSION_COOKIE_SECURE"]
		response.set_cookie(
			THEME_COOKIE, theme, max_age=YEAR_SECONDS, samesite="Lax", secure=is_secure
		)
	return response


def read_theme() -> str:
	"""Return the theme that this person chose; the system's own if none."""
	theme = request.cookies.get(THEME_COOKIE, "")
	return theme if theme in THEMES else "auto"


def read_side() -> str:
	"""Return whether the sidebar is wide or narrow."""
	return "narrow" if request.cookies.get(SIDE_COOKIE) == "narrow" else "wide"
