"""Lets the list of items leave as a file, row by row, and writes down who took it (M12, M15)."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from chasqui.contracts.audit import AuditAction
from chasqui.contracts.catalogue import ItemExportQuery, ItemFormat
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import CSV, XLSX, Cell, ExportFile
from chasqui.kernel.sheets.csv_files import write_csv
from chasqui.kernel.sheets.xlsx_files import write_xlsx
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.catalogue.domain.item_columns import ItemColumn, list_columns
from customers.catalogue.repositories.item_lists import ItemLists
from customers.catalogue.use_cases.item_reader import view_item
from customers.catalogue.use_cases.items import read_attributes

MEDIA_TYPES = {ItemFormat.CSV: CSV, ItemFormat.XLSX: XLSX}
MakeLists = Callable[[Session], ItemLists]


class ItemExporter:
	"""The rows are read in a transaction of their own, while they leave."""

	def __init__(
		self,
		session: Session,
		database: Database,
		make_lists: MakeLists,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._session = session
		self._database = database
		self._make_lists = make_lists
		self._auditor = auditor
		self._today = today

	def open(self, asked: ItemExportQuery, actor: Actor) -> ExportFile:
		"""Return the items that match as a file; what fails at once fails before the first byte."""
		lists = self._make_lists(self._session)
		rows = lists.count(asked)
		types = lists.list_types(asked)
		columns = list_columns((one.id, read_attributes(one)) for one in types)
		fields = sorted(asked.model_fields_set - {"format", "delimiter"})
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			what="catalogue",
			rows=rows,
			format=asked.format.value,
			fields=fields,
		)
		notes = [
			("Filas", str(rows)),
			("Precios del", self._today.isoformat()),
			("Por", actor.name),
		]
		chunks = self._write(asked, columns, notes)
		name = f"catalogo-{self._today.isoformat()}.{asked.format.value}"
		return ExportFile(name, MEDIA_TYPES[asked.format], chain([next(chunks, b"")], chunks))

	def _write(
		self, asked: ItemExportQuery, columns: list[ItemColumn], notes: list[tuple[str, str]]
	) -> Iterator[bytes]:
		titles = [column.title for column in columns]
		with closing(self._read_rows(asked, columns)) as rows:
			if asked.format is ItemFormat.XLSX:
				yield from write_xlsx(titles, rows, sheet="Catálogo", notes=notes)
			else:
				note = " · ".join(f"{name}: {value}" for name, value in notes)
				yield from write_csv(titles, rows, delimiter=asked.delimiter.value, note=note)

	def _read_rows(
		self, asked: ItemExportQuery, columns: list[ItemColumn]
	) -> Generator[list[Cell], None, None]:
		with self._database.open_session() as session:
			for found in self._make_lists(session).stream(asked):
				item = view_item(found)
				yield [column.read(item) for column in columns]
