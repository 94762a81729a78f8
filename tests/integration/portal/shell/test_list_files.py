"""Every list leaves as a file with all its rows, in the words of its page; the audit is told."""

import csv
import io
from collections.abc import Iterator

import openpyxl
import pytest
from flask_babel import force_locale
from pydantic import Field

from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.endpoint import CSV, XLSX
from chasqui.contracts.wire import Page
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Cell, Link
from portal.shell.lists.facets import Facet, FacetLine
from portal.shell.lists.filters import Answer, Range, Search, Several
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.filter_notes import describe_filters
from portal.shell.pages.list_files import read_pages, write_cell
from portal.shell.pages.list_page import Empty, ListPage
from tests.support.link_walk import list_links, walk_pages
from tests.support.portal_world import PortalWorld, Visitor


@pytest.mark.covers("M15", "R44")
@pytest.mark.parametrize("user", ["admin", "jefa", "asesora"])
def test_every_list_of_every_page_leaves_as_a_file(portal: PortalWorld, user: str) -> None:
	visitor = portal.open(user)
	files = dict(find_files(visitor))
	assert files
	filled = 0
	for path, link in files.items():
		before = len(portal.world.people.exports)
		text = visitor.get(link)
		assert (text.status_code, text.content_type) == (200, CSV), path
		lines = list(csv.reader(io.StringIO(text.text.lstrip("\ufeff")), delimiter=";"))
		if len(lines[0]) < len(lines[1]):  # by what it was asked, above the titles
			assert ": " in lines.pop(0)[0]
		assert len({len(line) for line in lines}) == 1, path
		filled += len(lines) > 1
		assert "<" not in text.text, path
		book = visitor.get(link.replace("=csv", "=xlsx"))
		assert book.content_type == XLSX
		assert openpyxl.load_workbook(io.BytesIO(book.data)).active.max_row == len(lines)
		assert len(portal.world.people.exports) == before + 2, path
	assert filled > len(files) / 2  # lists of the fakes that have rows have them in their files
	if user != "asesora":
		assert len(files) > 8


def find_files(visitor: Visitor) -> Iterator[tuple[str, str]]:
	"""Yield the pages from which a list leaves as a file, and the link to it."""
	for path, page in walk_pages(visitor):
		for link in list_links(page):
			if "formato=csv" in link:
				address = link if link.startswith("/") else f"{path.partition('?')[0]}{link}"
				yield address.partition("?")[0], address


def test_a_list_of_people_leaves_with_who_may_take_people_out(portal: PortalWorld) -> None:
	for user, may_take in (("jefa", True), ("supervisor", False)):
		visitor = portal.open(user)
		assert ("formato=csv" in visitor.get("/campanas/1/clientes").text) is may_take
		file = visitor.get("/campanas/1/clientes?formato=csv")
		assert ("Identificación;" in file.text) is may_take
		assert (file.content_type == CSV) is may_take
	assert [name for name, _fields in portal.world.people.exports] == ["audiencia"]


def test_a_list_that_cannot_leave_is_not_declared() -> None:
	table = Table[int]("Números", (Column("Número", str),))
	with pytest.raises(TypeError, match="leaves as a file"):
		ListPage(title="Números", table=table, empty=Empty("id", "No hay", "Agregue uno"))


def test_its_rows_are_those_of_all_pages(portal: PortalWorld) -> None:
	asked: list[tuple[int, str | None]] = []

	def load(query: MemberQuery) -> Page[int]:
		asked.append((query.limit, query.cursor))
		return Page[int](
			items=[len(asked)], next_cursor=None if len(asked) == 3 else f"c{len(asked)}"
		)

	query = MemberQuery(cursor="somewhere", limit=25)
	assert [rows for page in read_pages(query, load) for rows in page] == [1, 2, 3]
	assert asked == [(200, None), (200, "c1"), (200, "c2")]


def test_the_filters_of_the_page_hold_and_are_noted_by_name(portal: PortalWorld) -> None:
	answer = portal.open("jefa").get("/campanas/?phase=planned&formato=csv")
	note, _titles, *rows = answer.text.lstrip("\ufeff").splitlines()
	assert note == "Campañas por fase: Planificada · Cuáles: Sin archivar"
	assert [line.split(";")[1] for line in rows] == ["Planificada"]
	assert portal.world.people.exports[-1] == ("campanas", ["phase"])


@pytest.mark.parametrize(
	("cell", "is_number", "written"),
	[
		(Cell("Quito", sub=["EC-P", Link("ficha", "/x"), ""]), False, "Quito · EC-P · ficha"),
		(Cell(chips=[Label("Alta"), Label("Baja")]), False, "Alta · Baja"),
		(Cell("—"), False, ""),
		(Cell("$1.234,50"), True, 1234.5),
		(Cell("12"), False, "12"),
	],
)
def test_a_cell_is_written_as_it_is_read(cell: Cell, is_number: bool, written: object) -> None:
	found = write_cell(cell, is_number=is_number)
	assert (float(found) if is_number else found) == written  # type: ignore[arg-type]


class AskedQuery(MemberQuery):
	name: str | None = None
	age_from: int | None = None
	age_to: int | None = None
	tags: list[str] = Field(default=[])
	is_new: bool | None = None


def test_what_was_asked_is_said_in_words(portal: PortalWorld) -> None:
	filters = (
		Search("name", "Nombre"),
		Range("age", "Edad"),
		Several("tags", "Etiquetas", (("a", "Feria"), ("b", "Web"))),
		Answer("is_new", "Nuevo"),
	)
	facets = [
		Facet("Provincia", [FacetLine("Pichincha", 3, [], is_on=True), FacetLine("Guayas", 1, [])]),
		Facet("Etiquetas", [FacetLine("Feria", 3, [], is_on=True)]),
	]
	query = AskedQuery(name="Ana", age_from=20, tags=["a", "b"], is_new=False)
	with portal.app.test_request_context(), force_locale("es"):
		assert [*describe_filters(filters, facets, query)] == [
			("Nombre", "Ana"), ("Edad, desde", "20"), ("Etiquetas", "Feria o Web"),
			("Nuevo", "No"), ("Provincia", "Pichincha"),
		]  # fmt: skip
		assert [*describe_filters(filters, [], AskedQuery())] == []
