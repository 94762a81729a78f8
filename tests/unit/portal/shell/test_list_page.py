"""A list is declared: filters that stay in the address, rows, and what an empty one says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from pydantic import BaseModel

import portal
from chasqui.contracts.customers.views import ListName
from portal.shell.lists.cells import NOTHING, Cell, read_cell
from portal.shell.lists.facets import build_line, drop, toggle
from portal.shell.lists.filters import Chips, FilterWords, Many, Range, Search, Text, Tick
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.filled_list import FilledList
from portal.shell.pages.filter_notes import describe_filters
from portal.shell.pages.list_page import Empty, ListPage
from portal.shell.pages.parts import Part

FOLDER = Path(portal.__file__ or "").parent
TEMPLATES = sorted(FOLDER.glob("*/templates/**/*.html"))
ONE_PLACE = FOLDER / "shell" / "templates" / "shell" / "macros" / "lists.html"
ICONS = set((FOLDER / "frontend" / "icons.txt").read_text("utf-8").split())


class Query(BaseModel):
	q: str | None = None
	state: str | None = None
	is_old: bool = False


PAGE = ListPage[str](
	title="Cosas",
	file="cosas",
	views=ListName.ITEMS,
	table=Table("Cosas", (Column("Cosa", str),)),
	filters=(
		Chips("state", "Estado", lambda: [("new", "Nuevas"), ("old", "Viejas")], hides_none=True),
		Search("q", "Buscar"),
		Tick("is_old", "Solo viejas"),
	),
	empty=Empty("search", "Nada", "Agregue algo"),
)


@pytest.fixture
def app() -> Flask:
	return Flask("test")


@contextmanager
def fill(app: Flask, address: str, **counts: int) -> Iterator[FilledList[str]]:
	"""Yield the list at an address while its request lives."""
	with app.test_request_context(address) as context:
		query = Query.model_validate(context.request.args.to_dict())
		yield FilledList(PAGE, query, Part(None, "no"), counts)


def test_the_file_of_a_list_says_only_what_was_asked() -> None:
	def describe(**asked: object) -> list[tuple[str, str]]:
		return [*describe_filters(PAGE.filters, [], Query.model_validate(asked))]

	assert describe() == []
	assert describe(is_old=True, state="new") == [("Estado", "Nuevas"), ("Solo viejas", "sí")]


class TestFilledList:
	def test_a_choice_keeps_the_other_filters_and_goes_to_the_first_page(self, app: Flask) -> None:
		with fill(app, "/?q=ana&sort=-name&state=new&cursor=x") as filled:
			assert filled.choose("state", "old") == [
				("q", "ana"), ("sort", "-name"), ("state", "old"),
			]  # fmt: skip
			assert filled.choose("state", "") == [("q", "ana"), ("sort", "-name")]

	def test_the_form_keeps_what_it_does_not_ask(self, app: Flask) -> None:
		with fill(app, "/?q=ana&sort=-name&state=new&cursor=x") as filled:
			assert filled.list_kept() == [("sort", "-name"), ("state", "new")]

	def test_filters_are_cleared_and_the_order_stays(self, app: Flask) -> None:
		with fill(app, "/?q=ana&sort=-name&state=new&is_old=true") as filled:
			assert filled.is_filtered
			assert filled.clear() == [("sort", "-name")]
		with fill(app, "/?sort=-name&q=") as filled:
			assert not filled.is_filtered

	def test_a_choice_without_rows_is_not_offered_unless_it_is_on(self, app: Flask) -> None:
		chips = next(one for one in PAGE.filters if isinstance(one, Chips))
		with fill(app, "/", new=2) as filled:
			assert filled.offer(chips) == [("", chips.every, 2), ("new", "Nuevas", 2)]
		with fill(app, "/?state=old", new=2) as filled:
			assert ("old", "Viejas", 0) in filled.offer(chips)
		with fill(app, "/") as filled:
			assert [rows for _value, _text, rows in filled.offer(chips)] == [None, None, None]


class TestCells:
	@pytest.mark.parametrize("value", [None, "", Cell(), Cell(sub=["", None])])
	def test_nothing_is_a_dash(self, value: object) -> None:
		assert read_cell(value).text == NOTHING

	def test_zero_is_something(self) -> None:
		assert read_cell(0).text == 0


class TestFacets:
	def test_a_choice_of_two_filters_is_made_and_taken_back_whole(self) -> None:
		both = (("may_email", "false"), ("may_phone", "false"))
		half = [("q", "ana"), both[0]]
		assert toggle(half, *both) == [*half, both[1]]
		assert toggle([*half, both[1]], *both) == [("q", "ana")]
		assert build_line(half, "Ninguno", 3, *both).is_on is False

	def test_filters_are_dropped_by_name(self) -> None:
		assert drop([("a", "1"), ("b", "2"), ("a", "3")], ("a",)) == [("b", "2")]


class TestOneWay:
	def test_rows_are_sorted_and_pages_turned_in_one_place(self) -> None:
		marks = re.compile(r"next_cursor|with_cursor|aria-sort|link_sorted")
		found = [path for path in TEMPLATES if marks.search(path.read_text("utf-8"))]
		assert found == [ONE_PLACE]

	def test_every_icon_of_a_list_is_built(self) -> None:
		sources = [path.read_text("utf-8") for path in FOLDER.glob("*/lists.py")]
		named = (
			r'(?:Empty\(|Act\([^,]+,[^,]+,|Way\([^,]+,[^,]+,|Label\(.*?, "\w+",)\s*"([a-z0-9-]+)"'
		)
		used = {icon for text in sources for icon in re.findall(named, text)}
		assert len(used) > 10
		assert used <= ICONS


class Wide(BaseModel):
	q: str | None = None
	tag: list[str] = []
	state: list[str] = []
	may: bool | None = None
	age_from: int | None = None
	ids: list[int] = []
	sort: str = "name"
	cursor: str | None = None
	limit: int = 50


WORDS = FilterWords(
	{"q": "Texto", "tag": "Etiqueta", "may": "Puede", "age_from": "Desde", "ids": "Elegidos"},
	lambda _name, value: str(value),
)
WIDE = ListPage[str](
	title="Cosas",
	file="cosas",
	views=ListName.ITEMS,
	table=Table(
		"Cosas",
		(Column("Cosa", str), Column("Una", str, name="one"), Column("Otra", str, name="two")),
		usual=("two",),
	),
	filters=(Search("q", "Texto"),),
	further=(
		Text("tag", "Etiqueta"),
		Many("state", "Estado", [("new", "Nueva")]),
		Range("age", ""),
	),
	words=WORDS,
	empty=Empty("search", "Nada", "Agregue una."),
)


@contextmanager
def fill_wide(app: Flask, address: str, **asked: object) -> Iterator[FilledList[str]]:
	"""Yield the wide list at an address that asks so while its request lives."""
	with app.test_request_context(address):
		yield FilledList(WIDE, Wide.model_validate(asked), Part(None, "no"), {})


class TestFurther:
	def test_a_field_of_one_value_keeps_the_others(self, app: Flask) -> None:
		address = "/?tag=a&tag=b&ids=3&age_from=4&columns=one&cursor=x"
		with fill_wide(app, address, tag=["a", "b"], age_from=4, ids=[3]) as filled:
			assert filled.list_kept() == [("ids", "3"), ("tag", "b")]

	def test_what_is_not_offered_any_more_stays_set(self, app: Flask) -> None:
		with fill_wide(app, "/", state=["old"]) as filled:
			many = next(one for one in WIDE.further if isinstance(one, Many))
			assert filled.list_options(many) == [("new", "Nueva", False), ("old", "old", True)]

	def test_each_filter_that_is_on_says_how_to_take_it_off(self, app: Flask) -> None:
		asked = {"tag": ["a", "b"], "may": False, "ids": [1, 2], "sort": "-name", "limit": 9}
		with fill_wide(app, "/?columns=one", **asked) as filled:
			told = {one.text: one.args for one in filled.list_active()}
			assert list(told) == ["Etiqueta: a", "Etiqueta: b", "Puede: False", "Elegidos: 2"]
			assert told["Puede: False"] == [
				("tag", "a"), ("tag", "b"), ("ids", "1"), ("ids", "2"), ("sort", "-name"),
				("columns", "one"),
			]  # fmt: skip
			assert "ids" not in dict(told["Elegidos: 2"])

	@pytest.mark.parametrize(
		("address", "titles"),
		[
			("/", ["Cosa", "Otra"]),
			("/?columns=one&columns=two", ["Cosa", "Una", "Otra"]),
			("/?columns=what", ["Cosa", "Otra"]),
		],
	)
	def test_columns_are_chosen(self, app: Flask, address: str, titles: list[str]) -> None:
		with fill_wide(app, address) as filled:
			assert [one.title for one in filled.table.columns] == titles
