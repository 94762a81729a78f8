"""The calls of a campaign, line by line: by result, day, hour, advisor."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import CallStatistics
from portal.campaigns.labels.calls import read_call_result
from portal.shell.labels.formats import format_date
from portal.shell.labels.hours import write_hour
from portal.shell.labels.words import name_code


class CallsBy(StrEnum):
	"""By what calls are shown; the first is the usual."""

	RESULT = "result"
	DAY = "day"
	HOUR = "hour"
	ADVISOR = "advisor"


TITLES: Mapping[CallsBy, Any] = {
	CallsBy.RESULT: _("Resultado"),
	CallsBy.DAY: _("Día"),
	CallsBy.HOUR: _("Hora"),
	CallsBy.ADVISOR: _("Asesor"),
}


class CallLine(NamedTuple):
	"""`reached` are calls that the customer answered: a wrong number is none."""

	name: str
	calls: int
	reached: int
	sales: int
	filters: Mapping[str, str]
	"""What narrows the list of calls to these; nothing where it cannot."""


def list_call_lines(
	statistics: CallStatistics, by: CallsBy, advisors: Mapping[str, str] = MappingProxyType({})
) -> list[CallLine]:
	"""Return the calls by what is asked: results by how many, the rest in their own order.

	`advisors` are the numbers of those whose name nobody else has.
	"""
	if by is CallsBy.RESULT:
		found = [
			_make_line(_name_result(code), {code: calls}, {"result": code})
			for code, calls in statistics.by_result.items()
		]
		return sorted(found, key=lambda line: (-line.calls, line.name))
	groups: Mapping[CallsBy, Iterable[tuple[str, Mapping[str, int], Mapping[str, str]]]] = {
		CallsBy.DAY: [
			(format_date(date.fromisoformat(day)), some, {"day": day})
			for day, some in sorted(statistics.by_day.items())
		],
		CallsBy.HOUR: [
			(write_hour(hour), some, {"hour": str(hour)})
			for hour, some in sorted(statistics.by_hour.items())
		],
		CallsBy.ADVISOR: [
			(name, some, {"advisor_id": advisors[name]} if advisors.get(name) else {})
			for name, some in sorted(statistics.by_advisor.items())
		],
	}
	return [_make_line(*group) for group in groups[by]]


def _make_line(name: str, counts: Mapping[str, int], filters: Mapping[str, str]) -> CallLine:
	known = [(one.outcome, counts[one]) for one in CallResult if one in counts]
	return CallLine(
		name,
		calls=sum(counts.values()),
		reached=sum(calls for one, calls in known if one.is_contact and not one.is_wrong_number),
		sales=sum(calls for one, calls in known if one.is_sale),
		filters=filters,
	)


def _name_result(code: str) -> str:
	return str(name_code(read_call_result(code)).text)
