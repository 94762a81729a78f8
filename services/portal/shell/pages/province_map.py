"""The map of the 24 provinces, drawn by the server: each with its class, its words and its way."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from chasqui.contracts.reports import ReportLine
from portal.shell.labels.map_levels import find_level, find_limits, list_levels
from portal.shell.labels.map_metrics import MapMetric
from portal.shell.labels.places import name_province
from portal.shell.pages.assets import find_file

UNKNOWN = 0


@dataclass(frozen=True)
class Shade:
	"""A province of the map; `level` is 0 where nothing is known, `label` may be empty."""

	code: str
	path: str
	x: int
	y: int
	level: int
	text: str
	label: str
	href: str
	is_few: bool


@dataclass(frozen=True)
class LegendEntry:
	"""A class of the legend, with how many provinces it has."""

	level: int
	text: str
	count: int


@dataclass(frozen=True)
class ProvinceMap:
	"""`width`, `height` and `inset` are those of the picture; in the inset is Galápagos."""

	width: int
	height: int
	inset: Sequence[int]
	shades: Sequence[Shade]
	legend: Sequence[LegendEntry]

	@property
	def has_few(self) -> bool:
		"""Return whether a province is hatched."""
		return any(shade.is_few for shade in self.shades)


def draw_map(
	metric: MapMetric, lines: Sequence[ReportLine], link: Callable[[ReportLine], str]
) -> ProvinceMap:
	"""Return the map of some lines, each of a province by its key."""
	picture = read_picture()
	shapes: Mapping[str, Any] = picture["provinces"]
	by_code = {line.key: line for line in lines if line.key in shapes}
	values = {
		code: value for code, line in by_code.items() if (value := metric.read(line)) is not None
	}
	limits = find_limits([float(one) for one in values.values()])
	shades = [
		draw_shade(code, shapes[code], metric, by_code.get(code), limits, link)
		for code in sorted(shapes, key=name_province)
	]
	legend = list_legend(metric, shades, limits) if values else []
	size = (picture["width"], picture["height"], picture["inset"])
	return ProvinceMap(*size, shades=shades, legend=legend)


def draw_shade(
	code: str,
	shape: Mapping[str, Any],
	metric: MapMetric,
	line: ReportLine | None,
	limits: Sequence[float],
	link: Callable[[ReportLine], str],
) -> Shade:
	"""Return one province."""
	name, value = name_province(code), metric.read(line) if line else None
	is_few = line is not None and value is not None and metric.is_of_few(line)
	return Shade(
		code,
		shape["path"],
		shape["x"],
		shape["y"],
		level=UNKNOWN if value is None else find_level(float(value), limits),
		text=say_shade(name, metric, line, is_few=is_few),
		label=name if len(name) <= shape["letters"] else "",
		href=link(line) if line is not None else "",
		is_few=is_few,
	)


def say_shade(name: str, metric: MapMetric, line: ReportLine | None, *, is_few: bool) -> str:
	"""Return what a province says, in one line."""
	value = metric.read(line) if line is not None else None
	if line is None or value is None:
		return str(gettext("%(place)s: sin datos", place=name))
	text = f"{name}: {metric.write(float(value))}"
	if is_few and metric.cases is not None:
		text += gettext(" (pocos casos: %(count)s)", count=metric.cases(line))
	return text


def list_legend(
	metric: MapMetric, shades: Sequence[Shade], limits: Sequence[float]
) -> list[LegendEntry]:
	"""Return the classes from the lowest on, and the one of nothing known if any province is."""

	def count(level: int) -> int:
		return sum(shade.level == level for shade in shades)

	entries, low = list[LegendEntry](), ""
	for level, limit in zip(list_levels(len(limits) + 1), [*limits, None], strict=True):
		high = "" if limit is None else metric.write(limit)
		entries.append(LegendEntry(level, write_class(low, high), count(level)))
		low = high
	if none := count(UNKNOWN):
		entries.append(LegendEntry(UNKNOWN, str(gettext("Sin datos")), none))
	return entries


def write_class(low: str, high: str) -> str:
	"""Return the bounds of a class: what is more than the one and no more than the other."""
	if not low and not high:
		return str(gettext("Todas las que tienen datos"))
	if not low:
		return str(gettext("Hasta %(high)s", high=high))
	if not high:
		return str(gettext("Más de %(low)s", low=low))
	return str(gettext("Más de %(low)s y hasta %(high)s", low=low, high=high))


def read_picture() -> Mapping[str, Any]:
	"""Return the shapes as the build has drawn them."""
	return _read_picture(find_file("provinces.json"))


@lru_cache(maxsize=2)
def _read_picture(path: Path) -> Mapping[str, Any]:
	picture: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
	return picture
