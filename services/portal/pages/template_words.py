"""What every template may call."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, request
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Role
from portal.labels import (
	events,
	formats,
	import_words,
	lists,
	person,
	places,
	qr_codes,
	risk,
	words,
)
from portal.pages.assets import find_asset
from portal.pages.look import read_side, read_theme
from portal.pages.menu import list_menu
from portal.session.csrf import read_csrf_token
from portal.session.staff import find_person


def set_up_templates(app: Flask) -> None:
	"""Give the templates their filters and functions."""
	app.jinja_env.trim_blocks = True
	app.jinja_env.lstrip_blocks = True
	set_filters(app)
	set_functions(app)


def set_filters(app: Flask) -> None:
	"""Give the templates their filters."""
	app.jinja_env.filters.update(person.FILTERS)
	app.jinja_env.filters.update(
		age=formats.format_age,
		ago=formats.format_ago,
		call_result=words.read_call_result,
		date=formats.format_date,
		day_or_instant=formats.format_day_or_instant,
		email=formats.format_email,
		instant=formats.format_instant,
		money=formats.format_money,
		typed_date=formats.format_typed_date,
		number=formats.format_number,
		gender=words.name_gender,
		label=words.name_code,
		region=places.name_region,
		reason=words.name_reason,
		province=places.name_province,
		canton=places.name_canton,
	)


def set_functions(app: Flask) -> None:
	"""Give the templates their functions."""
	app.jinja_env.globals.update(
		asset=find_asset,
		csrf_token=read_csrf_token,
		draw_qr=qr_codes.draw_qr,
		find_person=find_person,
		list_all_cantons=places.list_all_cantons,
		list_menu=list_menu,
		list_provinces=places.list_provinces,
		explain_level=risk.explain_level,
		explain_outage=risk.explain_outage,
		explain_warning=risk.explain_warning,
		make_nonce=make_nonce,
		name_event=events.name_event,
		name_value=lists.name_value,
		percent=formats.format_percent,
		read_company=lambda: current_app.config["CHASQUI_COMPANY"],
		read_side=read_side,
		read_theme=read_theme,
		Role=Role,
		link_sorted=link_sorted,
		target_names=import_words.TARGET_NAMES,
		with_cursor=lambda args, cursor: [*without_cursor(args), ("cursor", cursor)],
		without_cursor=without_cursor,
	)


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
