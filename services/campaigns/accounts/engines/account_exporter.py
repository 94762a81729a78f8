"""Lets the list of accounts leave as a file, row by row, and audits who took it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.accounts.domain.account_columns import COLUMNS
from campaigns.accounts.use_cases.staff_reader import StaffReader
from chasqui.contracts.campaigns.accounts import AccountExportQuery
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.data.database import Database
from chasqui.kernel.security.events import report
from chasqui.kernel.sheets.cells import Cell, ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say


class AccountExporter:
	"""The rows are read in a transaction of their own, while they leave."""

	def __init__(
		self,
		session: Session,
		database: Database,
		make_reader: Callable[[Session], StaffReader],
		zone: str,
	) -> None:
		self._zone = ZoneInfo(zone)
		self._session = session
		self._database = database
		self._make_reader = make_reader

	def open(self, asked: AccountExportQuery, *, subject: str, name: str) -> ExportFile:
		"""Return the accounts that match as a file; `subject` takes it, and is called `name`."""
		rows = self._make_reader(self._session).count(asked)
		report(SecurityKind.ACCOUNTS_EXPORTED, subject=subject)
		file = TableFile(
			name=f"equipo.{asked.format.value}",
			media_type=asked.format.media_type,
			titles=[title for title, _read in COLUMNS],
			read=partial(self._read_rows, asked),
			sheet=say("Equipo"),
			notes=[(say("Filas"), str(rows)), (say("Por"), name)],
			delimiter=asked.delimiter.value,
		)
		return file.open(self._database)

	def _read_rows(self, asked: AccountExportQuery, session: Session) -> Rows:
		for account in self._make_reader(session).stream(asked):
			yield [_put_in_zone(read(account), self._zone) for _title, read in COLUMNS]


def _put_in_zone(cell: Cell, zone: ZoneInfo) -> Cell:
	"""Return an instant as the clock on the wall shows it; sheets know no zones."""
	return cell.astimezone(zone).replace(tzinfo=None) if isinstance(cell, datetime) else cell
