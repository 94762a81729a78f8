"""The lists of an advisor's work: callbacks, calls, sales."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_corrections import PastResult
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_reviews import ReviewState
from chasqui.contracts.campaigns.calls import Callback, CallbackTime, CallEntry, CallKind
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.campaigns.reports import CallReportQuery, CallsBy, report_calls
from portal.accounts.clients import list_advisor_options
from portal.desk.clients import list_own_results, list_reasons
from portal.mailing.labels.runs import name_reason
from portal.session.staff import read_person
from portal.shell.labels.formats import format_instant, format_money, format_number
from portal.shell.labels.hours import list_hours
from portal.shell.labels.options import Option
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.filters import Chips, Choice, Day, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.shell.pages.parts import load_part
from portal.siblings import ask
from portal.work.labels import WORK, reviews_calls, say_whose

WHOSE = ("advisor_id",)
TABS = (
	Way(_("Rellamadas"), "work.show_callbacks", "clock", keeps=WHOSE),
	Way(_("Llamadas"), "work_calls.show_list", "phone", keeps=WHOSE),
	Way(_("Ventas"), "work_calls.show_sales", "cash", keeps=WHOSE),
	Way(_("Resultados"), "work_results.show", "chart-bar", keeps=WHOSE),
)
TO_DESK = Way(_("Ir a la mesa"), "desk.show", "headset", Permission.CALLS_MAKE)
TODAY = Way(_("Las de hoy"), "work_calls.show_today", "calendar", keeps=WHOSE)


def list_called() -> list[Option]:
	"""Return the campaigns in which calls were made, those with most calls first."""
	query = CallReportQuery(by=CallsBy.CAMPAIGN)
	report = load_part(lambda: ask(report_calls, query=query)).value
	return [(one.key, one.name) for one in report.lines if one.key] if report else []


def list_own() -> list[Option]:
	"""Return the company's own results, the retired ones too: there are calls that ended so."""
	return [(str(one.id), one.name) for one in list_own_results()]


def list_why() -> list[Option]:
	"""Return why calls end as they do, the retired ones too."""
	return [(str(one.id), one.name) for one in list_reasons()]


ADVISOR = Choice("advisor_id", _("Asesor"), list_advisor_options, needs=Permission.CALLS_REVIEW)
CAMPAIGN = Choice("campaign_id", _("Campaña"), list_called, every=_("Todas"))
PERIOD = (Day("since", _("Desde")), Day("until", _("Hasta")))
OWN_RESULT = Choice("own_result_id", _("Resultado propio"), list_own)
REVIEW = Choice("review", _("Revisión"), ReviewState)
REASON = Choice("reason_id", _("Motivo"), list_why)
RISK = Choice("risk_verdict", _("Riesgo antes de llamar"), RiskVerdict)
RESULT = Choice("result", _("Resultado"), CallResult)


def name_customer(row: Callback | CallEntry) -> Cell:
	"""Return whom a row is about, with the way to the person."""
	name = row.customer_name or gettext("(datos eliminados)")
	return Cell(name, url_for("customers.show", customer_id=row.customer_id))


def show_campaign(row: Callback) -> Cell:
	"""Return the campaign of a callback; one that does not run now is said."""
	phase = "" if row.phase is Phase.IN_EXECUTION else str(name_code(row.phase).text)
	return Cell(row.campaign_name, sub=[phase])


def show_time(row: Callback) -> Cell:
	"""Return when a callback is due."""
	return Cell(format_instant(row.due_at), chips=[name_code(row.time)])


def name_caller(row: Callback) -> Cell:
	"""Return who makes a callback."""
	return Cell(row.advisor_name, sub=[gettext("o cualquiera") if row.is_anybodys else ""])


def show_note(row: CallEntry) -> Cell:
	"""Return what was written of a call, and when it is to be called again."""
	again = (
		gettext("otra vez: %(when)s", when=format_instant(row.next_attempt_at))
		if row.next_attempt_at
		else ""
	)
	return Cell(row.note, sub=[row.late_note, again, say_reason(row), say_information(row)])


def say_information(row: CallEntry) -> str:
	"""Return what became of the information that was mailed during a call."""
	if row.information is None:
		return ""
	state, reason = name_code(row.information.state).text, row.information.reason
	why = f" ({name_reason(reason)})" if reason else ""
	return str(gettext("información: %(state)s%(why)s", state=str(state).lower(), why=why))


def say_reason(row: CallEntry) -> str:
	"""Return why a customer of high risk was called."""
	reason = row.risk_reason
	return gettext("pese al riesgo: %(reason)s", reason=reason) if reason else ""


def show_result(row: CallEntry) -> Cell:
	"""Return how a call ended, and what the risk rules had said where they said anything."""
	notable = row.risk_verdict not in (None, RiskVerdict.CLEAR, RiskVerdict.NOT_ASKED)
	risk = [name_code(row.risk_verdict)] if row.risk_verdict and notable else []
	before = [describe_past(one) for one in row.corrections]
	acts = []
	if row.correctable_until is not None and read_person().may(Permission.CALLS_MAKE):
		way = url_for("work_corrections.ask_correction", call_id=row.id)
		acts.append(Act(gettext("Corregir"), way, "edit", row.customer_name))
	return Cell(
		chips=[name_code(row.result), *risk], sub=[row.own_result, row.reason, *before], acts=acts
	)


def describe_past(one: PastResult) -> str:
	"""Return what a call said before it was corrected, and why it was."""
	amount = f" ({format_money(one.amount)})" if one.amount is not None else ""
	text = gettext(
		"antes: %(result)s%(amount)s, %(note)s; se corrigió por: %(why)s",
		result=name_code(one.result).text,
		amount=amount,
		note=one.note or gettext("sin nota"),
		why=one.why or gettext("(datos eliminados)"),
	)
	return str(text)


def show_review(row: CallEntry) -> Cell:
	"""Return what a supervisor says of a call, with the way to say it."""
	chips = [name_code(row.review.verdict)] if row.review else []
	said = [row.review.note, row.review.reviewed_by] if row.review else []
	if not reviews_calls():
		return Cell(chips=chips, sub=said)
	way = url_for("work_reviews.ask_review", call_id=row.id)
	return Cell(
		chips=chips, sub=said, acts=[Act(gettext("Revisar"), way, "edit", row.customer_name)]
	)


CALLBACKS = ListPage[Callback](
	file="rellamadas",
	title=say_whose(_("Mis rellamadas"), _("Rellamadas")),
	crumbs=(("home.show", _("Inicio")), ("work.show_callbacks", WORK)),
	tabs=TABS,
	tabs_title=WORK,
	views=ListName.CALLBACKS,
	lead=_("Lo que se prometió a un cliente. La mesa da cada una cuando llega su hora."),
	table=Table[Callback](
		_("Llamadas prometidas"),
		(
			Column(_("Cliente"), name_customer),
			Column(_("Cuándo"), show_time, sort="due"),
			Column(_("Campaña"), show_campaign),
			Column(_("Nota"), lambda row: row.note),
			Column(_("Quién llama"), name_caller),
		),
		sort="due",
	),
	filters=(
		Chips("time", _("Rellamadas por su hora"), CallbackTime, every=_("Todas")),
		ADVISOR,
		CAMPAIGN,
	),
	empty=Empty(
		"clock",
		_("No hay llamadas prometidas"),
		_("Al guardar una llamada como «Volver a llamar», con su día y hora, aparece aquí."),
		TO_DESK,
	),
	ways=(TO_DESK,),
)
CALLS = ListPage[CallEntry](
	file="llamadas",
	title=say_whose(_("Mis llamadas"), _("Llamadas")),
	crumbs=CALLBACKS.crumbs,
	tabs=TABS,
	tabs_title=WORK,
	views=ListName.CALLS,
	table=Table[CallEntry](
		_("Llamadas, la última primero"),
		(
			Column(_("Cliente"), name_customer),
			Column(_("Cuándo"), lambda row: format_instant(row.recorded_at), is_short=True),
			Column(_("Resultado"), show_result),
			Column(_("Nota"), show_note),
			Column(_("Campaña"), lambda row: row.campaign_name),
			Column(_("Asesor"), lambda row: row.advisor_name),
			Column(_("Revisión"), show_review),
		),
	),
	filters=(
		Chips("kind", _("Llamadas por clase"), CallKind, every=_("Todas")),
		Search("q", _("Buscar por nombre")),
		ADVISOR,
		RESULT,
		OWN_RESULT,
		REASON,
		RISK,
		REVIEW,
		CAMPAIGN,
		Day("day", _("Día")),
		Choice("hour", _("Hora"), list_hours),
		*PERIOD,
	),
	empty=Empty(
		"phone",
		_("Todavía no hay llamadas"),
		_("Cada resultado que se guarda en la mesa queda aquí, con su nota."),
		TO_DESK,
	),
	ways=(TODAY, TO_DESK),
)
SALES = ListPage[CallEntry](
	file="ventas-por-llamada",
	title=say_whose(_("Mis ventas"), _("Ventas por llamada")),
	crumbs=CALLBACKS.crumbs,
	tabs=TABS,
	tabs_title=WORK,
	views=ListName.CALL_SALES,
	table=Table[CallEntry](
		_("Ventas, la última primero"),
		(
			Column(_("Cliente"), name_customer),
			Column(_("Cuándo"), lambda row: format_instant(row.recorded_at), is_short=True),
			Column(_("Qué"), lambda row: Cell(row.item_name, sub=[row.note])),
			Column(_("Cantidad"), lambda row: format_number(row.quantity), is_number=True),
			Column(_("Monto"), lambda row: format_money(row.amount), is_number=True),
			Column(_("Campaña"), lambda row: row.campaign_name),
			Column(_("Asesor"), lambda row: row.advisor_name),
		),
	),
	filters=(Search("q", _("Buscar por nombre")), ADVISOR, CAMPAIGN, *PERIOD),
	empty=Empty(
		"cash",
		_("Todavía no hay ventas"),
		_("Una llamada que se guarda como «Venta» queda aquí."),
		TO_DESK,
	),
	ways=(TO_DESK,),
)
