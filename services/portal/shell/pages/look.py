"""How a person likes the pages: theme, language and sidebar, in cookies that hold no secret."""

from collections.abc import Collection

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue

from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.texts.languages import list_languages
from portal.session.language import COOKIE as LANGUAGE_COOKIE
from portal.session.local_ways import keep_local

THEME_COOKIE, SIDE_COOKIE = "chasqui_theme", "chasqui_side"
THEMES = ("light", "dark", "auto")
YEAR_SECONDS = 31_536_000

blueprint = Blueprint("look", __name__)


@blueprint.post("/apariencia")
@open_to_all
def change_theme() -> ResponseReturnValue:
	"""Keep the theme and return to where the person was."""
	return _keep(THEME_COOKIE, request.form.get("theme", ""), THEMES)


@blueprint.post("/idioma")
@open_to_all
def change_language() -> ResponseReturnValue:
	"""Keep the language and return to where the person was."""
	return _keep(LANGUAGE_COOKIE, request.form.get("language", ""), list_languages())


def read_theme() -> str:
	"""Return the theme that this person chose; the system's own if none."""
	theme = request.cookies.get(THEME_COOKIE, "")
	return theme if theme in THEMES else "auto"


def _keep(cookie: str, value: str, known: Collection[str]) -> ResponseReturnValue:
	"""Keep what a person chose for a year, if there is such a thing."""
	response = redirect(keep_local(request.form.get("back")) or "/", 303)
	if value in known:
		is_secure = current_app.config["SESSION_COOKIE_SECURE"]
		response.set_cookie(cookie, value, max_age=YEAR_SECONDS, samesite="Lax", secure=is_secure)
	return response


def read_side() -> str:
	"""Return whether the sidebar is wide or narrow."""
	return "narrow" if request.cookies.get(SIDE_COOKIE) == "narrow" else "wide"
