"""Jobs of every kind in one table: what, how it is, how far."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.jobs import Job, JobKind
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.tables import Column, Table


@dataclass(frozen=True)
class ListedJob:
	"""A job of any kind; `title` is what people call this one, `way` leads to its page."""

	kind: JobKind
	title: str
	way: str
	state: StrEnum
	job: Job | None
	requested_by: str
	created_at: datetime
	finished_at: datetime | None

	@property
	def is_open(self) -> bool:
		"""Return whether it goes on, is paused, or waits for somebody."""
		return self.finished_at is None


def show_advance(row: ListedJob) -> str:
	"""Return how far a job is, in numbers or, where there are many of them, in hundredths."""
	job = row.job
	if job is None or not job.total:
		return ""
	if row.kind is JobKind.IMPORT:
		return f"{100 * job.done // job.total} %"
	done, total = format_number(job.done), format_number(job.total)
	return str(gettext("%(done)s de %(total)s", done=done, total=total))


def show_request(row: ListedJob) -> Cell:
	"""Return when a job was asked for, and by whom."""
	return Cell(format_instant(row.created_at), sub=[row.requested_by])


COLUMNS: tuple[Column[ListedJob], ...] = (
	Column(_("Trabajo"), lambda row: Cell(row.title, row.way, sub=[name_code(row.kind).text])),
	Column(_("Estado"), lambda row: make_chips(row.state)),
	Column(_("Pedido"), show_request),
)
OPEN_JOBS = Table[ListedJob](
	_("Sin terminar"), (*COLUMNS, Column(_("Avance"), show_advance, is_number=True))
)
ENDED_JOBS = Table[ListedJob](
	_("Terminados hace poco"),
	(*COLUMNS, Column(_("Terminó"), lambda row: format_instant(row.finished_at))),
)
