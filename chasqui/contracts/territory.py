"""Provinces and cantons of Ecuador, regions of Chile, from data files with their sources."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from chasqui.contracts.wire import CantonCode, Contract, ProvinceCode


class Province(Contract):
	"""`code` is ISO 3166-2, `inec` the two digits that begin its cantons' codes."""

	code: ProvinceCode
	inec: str
	name: str
	population: int


class Canton(Contract):
	"""`code` has four digits (INEC)."""

	code: CantonCode
	name: str
	province: ProvinceCode


class Region(Contract):
	"""A region of Chile; `code` is ISO 3166-2. Its comunas are written as text."""

	code: str
	name: str


@cache
def list_provinces() -> tuple[Province, ...]:
	"""Return the 24 provinces in the order of INEC."""
	rows = [
		Province(
			code=row["iso"], inec=row["inec"], name=row["name"], population=int(row["population"])
		)
		for row in _read_rows("provinces.csv")
	]
	return tuple(sorted(rows, key=lambda province: province.inec))


@cache
def list_cantons(province: str | None = None) -> tuple[Canton, ...]:
	"""Return the cantons, of one province (ISO code) or of all, by code."""
	by_inec = {row.inec: row.code for row in list_provinces()}
	rows = (
		Canton(code=row["code"], name=row["name"], province=by_inec[row["code"][:2]])
		for row in _read_rows("cantons.csv")
	)
	return tuple(row for row in rows if province is None or row.province == province)


@cache
def list_regions() -> tuple[Region, ...]:
	"""Return the regions of Chile from north to south."""
	return tuple(Region(code=row["iso"], name=row["name"]) for row in _read_rows("regions_cl.csv"))


@cache
def name_places() -> Mapping[str, str]:
	"""Return the names of provinces and cantons by code."""
	provinces = {one.code: one.name for one in list_provinces()}
	return provinces | {one.code: one.name for one in list_cantons()}


@cache
def list_regional_codes() -> tuple[str, ...]:
	"""Return the codes of the provinces of Ecuador, then of the regions of Chile."""
	regions = (one.code for one in list_regions())
	return (*(one.code for one in list_provinces()), *regions)


def _read_rows(name: str) -> Iterator[dict[str, str]]:
	text = resources.files("chasqui.contracts").joinpath("data", name).read_text("utf-8")
	return csv.DictReader(text.splitlines())
