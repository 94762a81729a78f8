"""What every template may call."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, current_app, request
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from portal.session.csrf import read_csrf_token
from portal.session.language import list_choices, read_page_language
from portal.session.staff import find_person
from portal.shell.labels.words import Words, name_code, set_up_words
from portal.shell.pages.addresses import FORMAT, list_misread
from portal.shell.pages.assets import find_asset
from portal.shell.pages.job_pages import list_acts
from portal.shell.pages.look import read_side, read_theme
from portal.shell.pages.session_over import find_current_page
from portal.shell.pages.ways_back import find_way_back, read_here, with_way_back


def set_up_templates(app: Flask, words: Iterable[Words]) -> None:
	"""Give the templates their filters and functions, with those that the features declare."""
	app.jinja_env.trim_blocks = True
	app.jinja_env.lstrip_blocks = True
	set_functions(app)
	set_up_words(app, words)


def set_functions(app: Flask) -> None:
	"""Give the templates what every page needs."""
	app.jinja_env.filters["label"] = name_code
	app.jinja_env.globals.update(
		asset=find_asset,
		csrf_token=read_csrf_token,
		find_current_page=find_current_page,
		find_person=find_person,
		find_way_back=find_way_back,
		list_acts=list_acts,
		list_languages=list_choices,
		list_misread=list_misread,
		make_nonce=make_nonce,
		may=ask_permission,
		read_language=read_page_language,
		read_company=lambda: current_app.config["CHASQUI_COMPANY"],
		read_here=read_here,
		read_side=read_side,
		read_theme=read_theme,
		Permission=Permission,
		link_sorted=link_sorted,
		list_file_pairs=lambda args, form: [*without_cursor(args), (FORMAT, form)],
		with_cursor=lambda args, cursor: [*without_cursor(args), ("cursor", cursor)],
		with_way_back=with_way_back,
		without_cursor=without_cursor,
	)


def ask_permission(*permissions: Permission) -> bool:
	"""Return whether who looks at the page may do one of these.

	:raises ValueError: a template names a permission that does not exist
	"""
	person = find_person()
	return person is not None and person.may(*map(Permission, permissions))


def make_nonce() -> str:
	"""Return a fresh key for a form that must work once however often it is clicked."""
	return secrets.token_urlsafe(16)


def link_sorted(column: str, default: str = "") -> dict[str, Any]:
	"""Return where a column's title leads and how the list stands: ``{args, direction}``.

	`default` is how the list is sorted where the address does not say.
	"""
	now = request.args.get("sort", default)
	args = [pair for pair in without_cursor(request.args) if pair[0] != "sort"]
	direction = {column: "ascending", f"-{column}": "descending"}.get(now, "none")
	return {
		"args": [*args, ("sort", f"-{column}" if now == column else column)],
		"direction": direction,
	}


def without_cursor(args: Mapping[str, str]) -> list[tuple[str, str]]:
	"""Return the parameters of a list's first page; one may come several times."""
	pairs = args.items(multi=True) if isinstance(args, MultiDict) else args.items()
	return [(key, value) for key, value in pairs if key != "cursor"]
