"""Lets the list of promotions leave as a file, row by row, and writes down who took it."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.promotions import Promotion, PromotionExportQuery
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.catalogue.domain.promotion_columns import COLUMNS
from customers.catalogue.repositories.promotions import PromotionRepository
from customers.catalogue.use_cases.promotion_reader import PromotionReader


class PromotionExporter:
	"""The rows are read in a transaction of their own, while they leave."""

	def __init__(
		self,
		session: Session,
		database: Database,
		auditor: Auditor,
		*,
		sees_drafts: bool,
		today: date,
	) -> None:
		self._session = session
		self._database = database
		self._auditor = auditor
		self._sees_drafts = sees_drafts
		self._today = today

	def open(self, asked: PromotionExportQuery, actor: Actor) -> ExportFile:
		"""Return the promotions that match as a file."""
		mine = PromotionRepository(self._session, self._today)
		rows = mine.count(asked, sees_drafts=self._sees_drafts)
		self._auditor.note(
			actor,
			AuditAction.EXPORTED,
			what="promotions",
			rows=rows,
			format=asked.format.value,
			fields=sorted(asked.model_fields_set - {"format", "delimiter"}),
		)
		file = TableFile(
			name=f"promociones-{self._today.isoformat()}.{asked.format.value}",
			media_type=asked.format.media_type,
			titles=[title for title, _read in COLUMNS],
			read=partial(self._read_rows, asked),
			sheet=say("Promociones"),
			notes=[(say("Filas"), str(rows)), (say("Por"), actor.name)],
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _read_rows(self, asked: PromotionExportQuery, session: Session) -> Rows:
		promotions = PromotionRepository(session, self._today)
		reader = PromotionReader(promotions, sees_drafts=self._sees_drafts)
		for found in promotions.stream(asked, sees_drafts=self._sees_drafts):
			shown: Promotion = reader.view(found)
			yield [read(shown) for _title, read in COLUMNS]
