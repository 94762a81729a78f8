"""Lets a list leave as a file, row by row, and writes down who took it (M15)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.lists import ExportFormat, ExportQuery
from chasqui.contracts.customers.profiles import CustomFieldFields
from chasqui.contracts.endpoint import CSV, JSON_LINES, XLSX
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.lists.domain.export_columns import ColumnReader, ExportColumn
from customers.lists.domain.filter_words import describe_filters
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.lists.repositories.export_rows import EXPORTED
from customers.people.repositories.custom_fields import CustomFieldRepository
from customers.people.use_cases.refusals import refuse_filters

MEDIA_TYPES = {
	ExportFormat.CSV: CSV,
	ExportFormat.XLSX: XLSX,
	ExportFormat.JSONL: JSON_LINES,
}
MakeRepository = Callable[[Session], CustomerListRepository]


class Exporter:
	"""The rows are read in a transaction of their own, while they leave."""

	def __init__(
		self,
		session: Session,
		database: Database,
		make_repository: MakeRepository,
		auditor: Auditor,
		*,
		today: date,
		zone: str,
	) -> None:
		self._session = session
		self._database = database
		self._make_repository = make_repository
		self._auditor = auditor
		self._today = today
		self._zone = zone

	def open(self, asked: ExportQuery, actor: Actor) -> ExportFile:
		"""Return a list as a file; what fails at once fails before the first byte.

		:raises Invalid: a filter names a place or a field that does not exist
		"""
		with refuse_filters():
			rows = self._make_repository(self._session).count(asked)
		fields = [
			CustomFieldFields.model_validate(
				{name: getattr(row, name) for name in CustomFieldFields.model_fields}
			)
			for row in CustomFieldRepository(self._session).list_all()
			if not row.is_archived
		]
		reader = ColumnReader(today=self._today, zone=self._zone, fields=fields)
		columns = reader.list_columns(asked.columns)
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			rows=rows,
			format=asked.format.value,
			fields=asked.list_asked(),
			columns=[column.key for column in columns],
		)
		is_lines = asked.format is ExportFormat.JSONL
		file = TableFile(
			name=f"clientes-{self._today.isoformat()}.{asked.format.value}",
			media_type=MEDIA_TYPES[asked.format],
			titles=[column.key if is_lines else column.title for column in columns],
			read=partial(self._read_rows, asked, columns),
			sheet=say("Clientes"),
			notes=self._list_notes(asked, actor, rows),
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _list_notes(self, asked: ExportQuery, actor: Actor, rows: int) -> list[tuple[Text, str]]:
		moment = read_now().astimezone(ZoneInfo(self._zone)).isoformat(" ", "minutes")
		filters = describe_filters(asked) or [(say("Filtro"), str(say("todos los clientes")))]
		return [
			*filters,
			(say("Filas"), str(rows)),
			(say("Exportado"), moment),
			(say("Por"), actor.name),
		]

	def _read_rows(self, asked: ExportQuery, columns: list[ExportColumn], session: Session) -> Rows:
		for row in self._make_repository(session).stream(asked, EXPORTED):
			yield [column.read(row) for column in columns]
