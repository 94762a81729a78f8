"""Lets the rows of a review of risk leave as a file while they are read."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from campaigns.risk.use_cases.risk_review_service import RiskReviewService
from chasqui.contracts.campaigns.risk import ReviewItemQuery, RiskReviewItem
from chasqui.contracts.endpoint import CSV
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.pages import read_all
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say

MakeService = Callable[[Session], RiskReviewService]
PAGE_ROWS = 200
COLUMNS = (
	"line", "name", "masked_id", "status", "level", "score", "as_of", "source", "warning", "error",
	"asked_at",
)  # fmt: skip
TITLES = (
	"linea", "nombre", "identificacion", "estado", "nivel", "puntaje", "fecha_dato", "fuente",
	"aviso", "error", "consultado",
)  # fmt: skip


class RiskReportExporter:
	def __init__(self, session: Session, database: Database, make_service: MakeService) -> None:
		self._session = session
		self._database = database
		self._make_service = make_service

	def open(self, review_id: int) -> ExportFile:
		"""Return the rows of a review.

		:raises NotFound: there is no such review
		"""
		self._make_service(self._session).get(review_id)
		file = TableFile(
			name=f"riesgo-{review_id}.csv",
			media_type=CSV,
			titles=TITLES,
			read=partial(self._read_rows, review_id),
			sheet=say("Riesgo"),
			delimiter=",",
		)
		return file.open(self._database)

	def _read_rows(self, review_id: int, session: Session) -> Rows:
		service = self._make_service(session)

		def read_page(cursor: str | None) -> tuple[list[RiskReviewItem], str | None]:
			asked = ReviewItemQuery(limit=PAGE_ROWS, cursor=cursor)
			page = service.list_items(review_id, asked)
			return page.items, page.next_cursor

		for item in read_all(read_page):
			values = item.model_dump(mode="json")
			yield [values[name] for name in COLUMNS]
