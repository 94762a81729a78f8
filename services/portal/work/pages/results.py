"""What an advisor's calls add up to: by result, by day, by campaign (K19)."""

from datetime import date

from flask_babel import lazy_gettext as _

from chasqui.contracts.endpoints.campaigns.reports import CallsBy, report_calls
from portal.campaigns.labels.calls import read_call_result
from portal.shell.labels.formats import format_date
from portal.shell.labels.words import name_code
from portal.shell.lists.filters import Day, Search
from portal.shell.pages.list_page import Empty
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage
from portal.work.labels import WORK, say_whose
from portal.work.lists import (
	ADVISOR,
	CALLBACKS,
	CAMPAIGN,
	OWN_RESULT,
	PERIOD,
	REASON,
	RESULT,
	TABS,
	TO_DESK,
)

BARS = (Bars("calls"),)


def name_result(key: str) -> str:
	"""Return what a result is called."""
	return str(name_code(read_call_result(key)).text)


def name_day(key: str) -> str:
	"""Return a day as pages write it."""
	return format_date(date.fromisoformat(key))


REPORT = ReportPage(
	title=say_whose(_("Mis resultados"), _("Resultados de los asesores")),
	crumbs=CALLBACKS.crumbs,
	tabs=TABS,
	tabs_title=WORK,
	file="resultados-de-llamadas",
	report=report_calls,
	cuts=(
		Cut(CallsBy.RESULT, _("Resultado"), BARS, name_result),
		Cut(CallsBy.OWN, _("Resultado propio"), BARS, unknown=_("Solo el resultado fijo")),
		Cut(CallsBy.REASON, _("Motivo"), BARS, unknown=_("Sin motivo")),
		Cut(CallsBy.DAY, _("Día"), BARS, name_day),
		Cut(CallsBy.CAMPAIGN, _("Campaña"), BARS),
		Cut(CallsBy.ADVISOR, _("Asesor"), BARS),
	),
	behind="work_calls.show_list",
	listed={
		"calls": {"kind": "attempt"},
		"contacts": {"kind": "contact"},
		"sales": {"kind": "sale"},
		"skipped": {"kind": "skipped"},
	},
	note=_("A quien se omitió no se llamó: se cuenta aparte."),
	filters=(ADVISOR, CAMPAIGN, *PERIOD),
	more=(Search("q", _("Buscar por nombre")), RESULT, OWN_RESULT, REASON, Day("day", _("Día"))),
	empty=Empty(
		"chart-bar",
		_("No hay llamadas que contar"),
		_("Cada resultado que se guarda en la mesa se cuenta aquí."),
		TO_DESK,
	),
)
blueprint = REPORT.build_blueprint("work_results", __name__, "/trabajo/resultados")
