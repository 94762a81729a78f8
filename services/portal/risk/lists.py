"""The lists of who looked at whose risk, of reviewed files, and of a review's rows."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import (
	RiskHistoryEntry,
	RiskPurpose,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.campaigns.staff import Staff
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.risk import RiskLevel, RiskStatus
from portal.shell.labels.formats import (
	format_age,
	format_date,
	format_instant,
	format_number,
)
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import Choice, Day, Filter, Tick
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage, Way

SHOWN_LEVELS = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW, RiskLevel.UNKNOWN)
SHOWN_STATUSES = (RiskStatus.FOUND, RiskStatus.STALE, RiskStatus.NOT_FOUND)
RECORDED = (RiskStatus.FOUND, RiskStatus.STALE)


def name_answer(status: RiskStatus, level: RiskLevel) -> list[Label]:
	"""Return what was answered: the level where there is a record, and that it is old."""
	if status is RiskStatus.FOUND:
		return [name_code(level)]
	return [name_code(one) for one in ((level, status) if status in RECORDED else (status,))]


def name_subject(row: RiskHistoryEntry) -> Cell:
	"""Return whom a look was at, and how many that could be."""
	matches = ngettext(
		"%(count)s persona", "%(count)s personas", row.matches, count=format_number(row.matches)
	)
	return Cell(row.subject, sub=[name_code(row.kind).text, matches if row.matches else ""])


def name_file(row: RiskReview) -> Cell:
	"""Return a reviewed file with who sent it."""
	return Cell(
		row.file_name,
		url_for("risk_reviews.show", review_id=row.id),
		sub=[format_instant(row.created_at), row.requested_by],
	)


def name_person(row: RiskReviewItem) -> Cell:
	"""Return whom a row is about; of a file no more than the masked identification is known."""
	if not row.customer_id:
		return Cell(row.masked_id)
	name = row.name or gettext("(datos eliminados)")
	way = url_for("customers.show", customer_id=row.customer_id)
	return Cell(name, way, sub=[row.masked_id])


def show_level(row: RiskReviewItem) -> Cell:
	"""Return the level of a row, or why it has none."""
	if row.error:
		return Cell(chips=[Label(gettext("Rechazada"), "bad", "alert-circle")])
	if row.status is None:
		return Cell(chips=[Label(gettext("Por consultar"), "plain", "hourglass")])
	score = "" if row.score is None else gettext("Puntaje %(score)s", score=row.score)
	return make_chips(row.level, sub=[score])


def show_record(row: RiskReviewItem) -> Cell:
	"""Return what the risk service has of a row, and of when; or what is wrong with the row."""
	if row.error or row.status is None:
		return Cell(row.error or "")
	day = gettext("dato del %(date)s", date=format_date(row.as_of)) if row.as_of else ""
	return make_chips(row.status, row.warning, sub=[day, format_age(row.as_of) if day else ""])


def build_history(advisors: Sequence[Staff]) -> ListPage[RiskHistoryEntry]:
	"""Return the list of looks; who sees those of others can narrow it to one of them."""
	whose: list[Filter] = [
		Choice(
			"staff_id",
			_("Asesor"),
			lambda: [(str(one.id), one.name) for one in advisors],
			every=_("Todas las personas"),
		)
	]
	return ListPage(
		file="riesgo-historial",
		file_needs=Permission.CUSTOMERS_EXPORT,
		title=_("Central de riesgos"),
		table=Table(_("Historial de consultas"), HISTORY_COLUMNS),
		views=ListName.RISK_LOOKS,
		filters=(
			*(whose if advisors else ()),
			Choice("purpose", _("Motivo"), RiskPurpose),
			Day("since", _("Desde")),
			Day("until", _("Hasta")),
		),
		empty=Empty(
			"history",
			_("No hay consultas que mostrar"),
			_("Las consultas por identificación, por nombre y desde la mesa aparecen aquí."),
			Way(_("Ir a consultar"), "risk.show", needs=Permission.RISK_LOOK_UP),
		),
	)


HISTORY_COLUMNS: tuple[Column[RiskHistoryEntry], ...] = (
	Column(_("A quién"), name_subject),
	Column(_("Respuesta"), lambda row: Cell(chips=name_answer(row.status, row.level))),
	Column(_("Motivo"), lambda row: name_code(row.purpose).text),
	Column(_("Quién consultó"), lambda row: row.staff_name),
	Column(_("Cuándo"), lambda row: format_instant(row.looked_at)),
)
REVIEWS = ListPage(
	views=ListName.RISK_REVIEWS,
	filters=(STAGES,),
	file="riesgo-lotes",
	title=_("Central de riesgos"),
	table=Table[RiskReview](
		_("Lotes consultados"),
		(
			Column(_("Archivo"), name_file),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Filas"), lambda row: format_number(row.total), is_number=True),
			Column(
				_("Riesgo alto"),
				lambda row: format_number(row.levels.get(RiskLevel.HIGH, 0)),
				is_number=True,
			),
			Column(_("Rechazadas"), lambda row: format_number(row.rejected), is_number=True),
		),
	),
	empty=Empty(
		"file-spreadsheet",
		_("Todavía no hay lotes"),
		_("Suba una lista de identificaciones y la central la consulta por partes."),
	),
)


def build_rows(review: RiskReview) -> ListPage[RiskReviewItem]:
	"""Return the list of a review's rows, the highest risk first."""
	who = _("Cliente") if review.campaign_id else _("Identificación")
	return ListPage(
		file="riesgo-resultados",
		title=_("Resultados"),
		views=ListName.RISK_ROWS,
		table=Table(
			_("Resultados por fila"),
			(
				Column(who, name_person),
				Column(_("Fila"), lambda row: format_number(row.line), sort="line"),
				Column(_("Riesgo"), show_level, sort="level"),
				Column(_("Registro"), show_record, sort="status"),
			),
			sort="-level",
		),
		filters=(
			Choice("level", _("Nivel"), SHOWN_LEVELS),
			Choice("status", _("Registro"), SHOWN_STATUSES),
			Tick("rejected", _("Solo rechazadas")),
		),
		empty=Empty(
			"list-search",
			_("Todavía no hay resultados"),
			_("Aparecen a medida que la central responde."),
			narrowed=_("Ninguna fila coincide"),
		),
	)
