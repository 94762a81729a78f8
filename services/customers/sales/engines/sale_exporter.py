"""Lets the lines of sales leave as a file, row by row, and writes down who took it (M15)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.sale_lists import SaleExportQuery
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.sales.domain.sale_columns import COLUMNS, ExportedLine
from customers.sales.repositories.sale_lists import SaleListRepository
from customers.sales.use_cases.sale_reader import WHAT

MakeLists = Callable[[Session], SaleListRepository]


class SaleExporter:
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

	def open(self, asked: SaleExportQuery, actor: Actor) -> ExportFile:
		"""Return the sales that match as a file."""
		sales = self._make_lists(self._session).count(asked)
		fields = sorted(asked.model_fields_set - {"format", "delimiter"})
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			what=WHAT,
			rows=sales,
			format=asked.format.value,
			fields=fields,
		)
		file = TableFile(
			name=f"ventas-{self._today.isoformat()}.{asked.format.value}",
			media_type=asked.format.media_type,
			titles=[title for title, _read in COLUMNS],
			read=partial(self._read_rows, asked),
			sheet=say("Ventas"),
			notes=[(say("Ventas"), str(sales)), (say("Por"), actor.name)],
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _read_rows(self, asked: SaleExportQuery, session: Session) -> Rows:
		for found, line in self._make_lists(session).stream_lines(asked):
			one = ExportedLine(found.row, found.customer_name, line)
			yield [read(one) for _title, read in COLUMNS]
