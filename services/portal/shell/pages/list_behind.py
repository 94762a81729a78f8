"""The way from a figure of a report to the list of what it counts."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from chasqui.contracts.endpoint import QUERY, Endpoint
from chasqui.contracts.reports import BY, Report
from portal.shell.pages.list_page import read_place

Also = Mapping[str, Sequence[str]]
"""Filters with their values that a list is asked so that it has what was counted, no less, no more;
where the address of the report sets one, that stands."""


def link_behind(
	report: Endpoint[..., Report[Any]], behind: str, narrower: Mapping[str, str], also: Also
) -> str:
	"""Return the address of a list as the report's address asks, narrowed to one figure of it."""
	asked = report.takes[QUERY].model_fields.keys() - {BY, *narrower}
	kept = [one for one in request.args.items(multi=True) if one[0] in asked and one[1]]
	said = {name for name, _value in kept} | narrower.keys()
	usual = {name: values for name, values in also.items() if name not in said}
	pairs = urlencode(
		[*kept, *narrower.items(), *((name, one) for name, every in usual.items() for one in every)]
	)
	return f"{url_for(behind, **read_place(behind))}{'?' if pairs else ''}{pairs}"
