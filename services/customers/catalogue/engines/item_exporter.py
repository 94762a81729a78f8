"""Lets the list of items leave as a file, row by row, and writes down who took it (M12, M15)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.catalogue import ItemExportQuery
from chasqui.kernel.data.database import Database
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.catalogue.domain.item_columns import ItemColumn, list_columns
from customers.catalogue.domain.promotions import PromotionIndex
from customers.catalogue.repositories.item_list_repository import ItemListRepository
from customers.catalogue.use_cases.item_reader import promote, view_item
from customers.catalogue.use_cases.items import read_attributes
from customers.catalogue.use_cases.promotion_reader import PromotionReader

MakeLists = Callable[[Session], ItemListRepository]


class ItemExporter:
	"""The rows are read in a transaction of their own, while they leave."""

	def __init__(
		self,
		session: Session,
		database: Database,
		make_lists: MakeLists,
		promotions: PromotionReader,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._session = session
		self._database = database
		self._make_lists = make_lists
		self._promotions = promotions
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
			(say("Filas"), str(rows)),
			(say("Precios del"), self._today.isoformat()),
			(say("Por"), actor.name),
		]
		file = TableFile(
			name=f"catalogo-{self._today.isoformat()}.{asked.format.value}",
			media_type=asked.format.media_type,
			titles=[column.title for column in columns],
			read=partial(self._read_rows, asked, columns, self._promotions.index_promotions()),
			sheet=say("Catálogo"),
			notes=notes,
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _read_rows(
		self,
		asked: ItemExportQuery,
		columns: list[ItemColumn],
		promotions: PromotionIndex,
		session: Session,
	) -> Rows:
		for found in self._make_lists(session).stream(asked):
			item = promote(view_item(found), promotions)
			yield [column.read(item) for column in columns]
