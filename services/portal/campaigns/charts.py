"""What bars show: of a segment, of a campaign's calls."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from chasqui.contracts.customers.people import Gender
from portal.campaigns.labels.call_lines import CallLine
from portal.shell.labels.places import name_province
from portal.shell.labels.words import Bar, name_code


def list_genders(by_gender: dict[str, int]) -> list[Bar]:
	"""Return (tone, count, text) of each gender."""
	known = [gender for gender in Gender if by_gender.get(gender)]
	return [("primary", by_gender[gender], str(name_code(gender).text)) for gender in known]


def list_top_provinces(by_province: dict[str, int], limit: int = 6) -> list[Bar]:
	"""Return (tone, count, text) of the provinces with most customers."""
	top = sorted(by_province.items(), key=lambda item: -item[1])[:limit]
	return [("primary", count, name_province(code)) for code, count in top if count]


def build_calls_chart(title: str, lines: list[CallLine]) -> Mapping[str, Any]:
	"""Return the bars of calls: those that reached somebody, and the others after them."""
	reached = [line.reached for line in lines]
	others = [line.calls - line.reached for line in lines]
	return {
		"title": title,
		"unit": "count",
		"categories": [line.name for line in lines],
		"series": [
			{"name": gettext("Contestadas"), "values": reached, "tone": "ok"},
			{"name": gettext("Las demás"), "values": others, "tone": "plain"},
		],
	}
