"""Lets the lines of quotes leave as a file, row by row, and writes down who took it (M15)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.quote_lists import QuoteExportQuery
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.quotes.domain.quote_columns import COLUMNS, ExportedQuoteLine
from customers.quotes.repositories.quote_lists import QuoteListRepository
from customers.quotes.use_cases.quote_reader import WHAT

MakeLists = Callable[[Session], QuoteListRepository]


class QuoteExporter:
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

	def open(self, asked: QuoteExportQuery, actor: Actor) -> ExportFile:
		"""Return the quotes that match as a file."""
		quotes = self._make_lists(self._session).count(asked)
		fields = sorted(asked.model_fields_set - {"format", "delimiter"})
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			what=WHAT,
			rows=quotes,
			format=asked.format.value,
			fields=fields,
		)
		file = TableFile(
			name=f"cotizaciones-{self._today.isoformat()}.{asked.format.value}",
			media_type=asked.format.media_type,
			titles=[title for title, _read in COLUMNS],
			read=partial(self._read_rows, asked),
			sheet=say("Cotizaciones"),
			notes=[(say("Cotizaciones"), str(quotes)), (say("Por"), actor.name)],
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _read_rows(self, asked: QuoteExportQuery, session: Session) -> Rows:
		for found, line in self._make_lists(session).stream_lines(asked):
			one = ExportedQuoteLine(found, line)
			yield [read(one) for _title, read in COLUMNS]
