"""Plays every report that is declared: values of its filters, with figures that add up."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask import Blueprint
from pydantic import TypeAdapter

from chasqui.contracts.endpoint import PARAMETER, QUERY
from chasqui.contracts.every_endpoint import Declared, load_endpoints
from chasqui.contracts.reports import BY, Report, ReportLine, is_report, read_shape
from chasqui.kernel.web.reading import read_query
from portal.shell.forms.contract_fields import list_kinds
from tests.support.fakes.world import World

TODAY = date(2026, 11, 20)
NOBODY = "nada"
"""What one searches for to find nothing."""


def list_reports() -> list[Declared]:
	"""Return the reports of all services."""
	return [one for one in load_endpoints() if is_report(one)]


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("reports", __name__)
	for endpoint in list_reports():
		play(blueprint, endpoint, world)
	return blueprint


def play(blueprint: Blueprint, endpoint: Declared, world: World) -> None:
	def answer(**_place: str) -> Report[Any]:
		query = read_query(endpoint.takes[QUERY])
		world.report_queries.append(query)
		wanted = getattr(query, BY)
		is_none = world.counts_nobody or NOBODY in query.model_dump(mode="json").values()
		found = [] if is_none else list_keys(query, wanted)
		return make_report(endpoint, found)

	blueprint.add_url_rule(PARAMETER.sub(r"<\1>", endpoint.path), endpoint.name, answer)


def make_report(endpoint: Declared, keys: Sequence[str]) -> Report[Any]:
	"""Return a report with a line for each key and one more without; the total is their sum."""
	line = read_shape(endpoint).line
	lines = [
		make_line(line, key, place) for place, key in enumerate([*keys, ""][: len(keys) and 9])
	]
	sums = {name: sum_up(lines, name) for name in read_shape(endpoint).figures}
	total = line.model_validate({"key": "", **sums})
	return endpoint.gives(as_of=TODAY, lines=lines, total=total)


def make_line(line: type[ReportLine], key: str, place: int) -> ReportLine:
	kinds = {name: list_kinds(field.annotation) for name, field in line.model_fields.items()}
	figures: dict[str, Any] = {
		name: Decimal("1234.50") * (place + 1) if Decimal in kind else 3 + place
		for name, kind in kinds.items()
		if name not in ReportLine.model_fields
	}
	name = f"Tipo {key}" if key.isdigit() else ""
	return line.model_validate({"key": key, "name": name, **figures})


def sum_up(lines: Sequence[ReportLine], name: str) -> Any:
	return sum(getattr(one, name) for one in lines)


def list_keys(query: Any, by: str) -> list[str]:
	"""Return values that the filter takes by which a report counts."""
	for kind in list_kinds(type(query).model_fields[by].annotation):
		if isinstance(kind, type) and issubclass(kind, StrEnum):
			return [one.value for one in kind]
		if kind is int:
			return ["1", "2"]
	asked = shape = TypeAdapter(type(query)).json_schema()["properties"][by]
	shape = next((one for one in shape.get("anyOf", ())), shape)
	shape = shape.get("items", shape)
	choices = re.fullmatch(r"\^\((.*)\)\$", shape.get("pattern", ""))
	plain = choices[1].replace("\\", "").split("|") if choices else ["Uno", "Otro"]
	return list(shape.get("examples", asked.get("examples", plain)))
