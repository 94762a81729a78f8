"""A list as a file: all its rows, as the page shows them, in CSV or XLSX.

The rows come page by page while the file leaves. What leaves is noted in the audit first (R44).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from flask import Response, request
from pydantic import BaseModel

from chasqui.contracts.customers.audit import ExportNote
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.endpoints.customers import audit as audit_api
from chasqui.contracts.wire import Page
from chasqui.kernel.sheets.cells import Cell as FileCell
from chasqui.kernel.sheets.cells import Row as FileRow
from chasqui.kernel.sheets.files import Notes
from portal.shell.labels.formats import NOTHING, read_decimal
from portal.shell.lists.cells import Cell
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.addresses import COLUMNS, CURSOR, FORMAT
from portal.shell.pages.downloads import send_rows
from portal.shell.pages.paging import read_pages
from portal.siblings import ask

Row = TypeVar("Row")
Asked = TypeVar("Asked", bound=BaseModel)


def read_format() -> TableFormat | None:
	"""Return as which file the address asks for its list; None where it asks for the page."""
	wanted = request.args.get(FORMAT)
	return next((one for one in TableFormat if one == wanted), None)


def send_list(
	name: str,
	form: TableFormat,
	query: Asked,
	load: Callable[[Asked], Page[Row]],
	read_table: Callable[[Sequence[Row]], Table[Row]],
	notes: Notes,
) -> Response:
	"""Return all rows of a list as the file `name`; `read_table` gives the columns of some rows.

	`notes` say by what they were asked; they stand above the titles, or on a sheet of their own.
	What a service refuses is raised before the first byte, so that a page can say it.
	"""
	pages = read_pages(query, load)
	first = next(pages)
	said = {one for one, text in request.args.items(multi=True) if text}
	fields = sorted(said - {FORMAT, CURSOR, COLUMNS})
	ask(audit_api.note_export, body=ExportNote(name=name, fields=fields))
	columns = list_columns(read_table(first))
	titles = [str(one.title) for one in columns]

	def write() -> Iterator[FileRow]:
		yield from write_rows(first, columns)
		for rows in pages:
			yield from write_rows(rows, list_columns(read_table(rows)))

	return send_rows(write(), titles, name, form, notes)


def list_columns(table: Table[Row]) -> list[Column[Row]]:
	"""Return the columns that say something; buttons do not."""
	return [one for one in table.columns if not one.is_silent]


def write_rows(rows: Sequence[Row], columns: Sequence[Column[Row]]) -> Iterator[FileRow]:
	"""Yield rows as their cells show them."""
	for row in rows:
		yield [write_cell(one.show(row), is_number=one.is_number) for one in columns]


def write_cell(cell: Cell, *, is_number: bool = False) -> FileCell:
	"""Return what a cell says in one text, or its number."""
	lines = (", ".join(map(write_text, one)) for one in cell.items)
	parts = [cell.text, *(chip.text for chip in cell.chips), *cell.sub, *lines]
	texts = [text for part in parts if (text := write_text(part)) and text != NOTHING]
	text = " · ".join(texts)
	number = read_decimal(text) if is_number else None
	return text if number is None else number


def write_text(part: Any) -> str:
	"""Return the words of a part of a cell: a text, a link, or markup."""
	text = getattr(part, "text", part)
	return str(text.striptags() if hasattr(text, "striptags") else text).strip()
