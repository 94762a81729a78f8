"""The lists of campaigns, of who is in an audience, and of where a person is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.audiences import AudienceState, MemberView
from chasqui.contracts.campaigns.campaigns import ArchiveFilter, Campaign, CampaignQuery, Phase
from chasqui.contracts.campaigns.log import LogEntry, LogKind
from chasqui.contracts.campaigns.members import MemberGroup
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.campaigns.reports import (
	CampaignReportQuery,
	CampaignsBy,
	report_campaigns,
)
from chasqui.contracts.mailer.runs import RunKind
from portal.campaigns.labels.call_lines import TITLES, CallLine, CallsBy
from portal.campaigns.labels.calls import read_call_result
from portal.campaigns.labels.dimensions import (
	list_ages,
	list_budgets,
	list_genders,
	list_incomes,
	list_places,
	list_stages,
	list_towns,
)
from portal.campaigns.labels.log import describe_entry, name_entry
from portal.campaigns.labels.matched import describe_matched
from portal.session.staff import read_person
from portal.shell.labels.formats import (
	format_date,
	format_instant,
	format_money,
	format_number,
	format_percent,
)
from portal.shell.labels.label import Label
from portal.shell.labels.options import Option
from portal.shell.labels.places import name_canton, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Chips, Choice, Day, Search, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.shell.pages.parts import load_part
from portal.siblings import ask

LONGEST_OBJECTIVE = 90


def name_campaign(row: Campaign) -> Cell:
	"""Return a campaign with its way and the beginning of what it is for."""
	aim = row.objective or ""
	short = aim if len(aim) <= LONGEST_OBJECTIVE else aim[:LONGEST_OBJECTIVE].rstrip() + "…"
	return Cell(row.name, url_for("campaign.show", campaign_id=row.id), sub=[short])


def count_members(row: Campaign) -> str:
	"""Return how many the audience has, once it is ready."""
	audience = row.audience
	is_ready = audience is not None and audience.state is AudienceState.READY
	return format_number(audience.members if audience and is_ready else None)


def show_days(row: Campaign) -> Cell:
	"""Return from when to when a campaign goes."""
	days = f"{format_date(row.starts_on)} – {format_date(row.ends_on)}"
	return Cell(days, sub=[gettext("correo mensual") if row.monthly_mailing else ""])


def show_place(row: Any) -> Cell:
	"""Return province and canton."""
	return Cell(name_province(row.province), sub=[name_canton(row.canton) if row.canton else ""])


def list_permissions(row: MemberView) -> Iterator[Label]:
	"""Yield what a member allows; whoever is held out is not contacted whatever they allow."""
	if row.is_held_out:
		yield Label(gettext("grupo de control"), "info", "test-pipe")
	if row.may_email:
		yield Label(gettext("correo"), "ok", "mail")
	if row.may_phone:
		yield Label(gettext("llamada"), "ok", "phone")
	if not (row.may_email or row.may_phone):
		yield Label(gettext("ninguno"))


def show_result(code: str | None, sub: str = "") -> Cell:
	"""Return the result of the last call, if there was one."""
	return Cell(chips=[name_code(read_call_result(code))], sub=[sub]) if code else Cell()


def show_details(row: LogEntry) -> Cell:
	"""Return the rest of an entry, with the way to the run that it names."""
	description = describe_entry(row)
	if row.run_id is None or row.run_kind is RunKind.TEST:
		return Cell(description)
	return Cell(
		description,
		url_for("mailing.show_deliveries", campaign_id=row.campaign_id, run_id=row.run_id),
	)


def list_owners() -> list[Option]:
	"""Return who has created campaigns, by name."""
	query = CampaignReportQuery(by=CampaignsBy.OWNER)
	report = load_part(lambda: ask(report_campaigns, query=query)).value
	return [(one.key, one.key) for one in report.lines if one.key] if report else []


PERIOD = (Day("since", _("Empieza desde")), Day("until", _("Empieza hasta")))
COUNTED = (
	Choice("budget", _("Presupuesto"), list_budgets),
	Choice("gender", _("Género"), list_genders),
	Choice("age", _("Edad"), list_ages, every=_("Todas")),
	Choice("province", _("Provincia"), list_places, every=_("Todas")),
	Choice("canton", _("Cantón"), list_towns),
	Text("month", _("Mes"), mode="numeric", size=8),
	Choice("owner", _("La lleva"), list_owners, every=_("Todas")),
)
"""Filters to which the statistics lead: each stands above the list where it is set."""


OF_MEMBERS = (
	Choice("gender", _("Género"), list_genders),
	Choice("age", _("Edad"), list_ages, every=_("Todas")),
	Choice("income", _("Ingreso"), list_incomes),
	Choice("province", _("Provincia"), list_places, every=_("Todas")),
	Choice("canton", _("Cantón"), list_towns),
)
"""What narrows the reports of a campaign's members; see `TOGETHER` for what of it goes together."""


def build_campaigns(query: CampaignQuery) -> ListPage[Campaign]:
	"""Return the list of campaigns with the filters that a query needs."""
	wanted = (one for one in COUNTED if one.read(query))
	return replace(CAMPAIGNS, filters=(*CAMPAIGNS.filters, *wanted))


CAMPAIGNS = ListPage(
	file="campanas",
	title=_("Campañas"),
	views=ListName.CAMPAIGNS,
	table=Table[Campaign](
		_("Campañas"),
		(
			Column(_("Campaña"), name_campaign, sort="name"),
			Column(_("Fase"), lambda row: Cell(chips=[name_code(row.phase)])),
			Column(_("Audiencia"), count_members, is_number=True),
			Column(_("Presupuesto"), lambda row: format_money(row.budget), is_number=True),
			Column(_("Fechas"), show_days, sort="starts_on"),
			Column(
				_("Creada"),
				lambda row: Cell(format_date(row.created_at), sub=[row.owner or row.created_by]),
				sort="created",
			),
		),
		sort="-created",
	),
	filters=(
		Chips("phase", _("Campañas por fase"), Phase, every=_("Todas")),
		Search("q", _("Buscar por nombre")),
		*PERIOD,
		Choice("archive", _("Cuáles"), ArchiveFilter, every=None),
	),
	empty=Empty(
		"speakerphone",
		_("No hay campañas aquí"),
		_("La primera se crea con el asistente: a quién, con qué diseño, cuándo y por cuánto."),
	),
	ways=(
		Way(
			_("Nueva campaña"), "wizard.begin", "plus", Permission.CAMPAIGNS_WRITE, is_primary=True
		),
	),
)
MEMBERS = ListPage(
	file="audiencia",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("Clientes"),
	views=ListName.CAMPAIGN_MEMBERS,
	table=Table[MemberView](
		_("Clientes de la audiencia"),
		(
			Column(
				_("Cliente"),
				lambda row: Cell(row.name, url_for("customers.show", customer_id=row.customer_id)),
			),
			Column(_("Identificación"), lambda row: row.masked_id),
			Column(_("Edad"), lambda row: format_number(row.age), is_number=True),
			Column(_("Lugar"), show_place),
			Column(_("Por qué está"), lambda row: Cell(sub=describe_matched(row))),
			Column(_("Permisos"), lambda row: Cell(chips=list(list_permissions(row)))),
			Column(_("Última llamada"), lambda row: show_result(row.last_result)),
		),
	),
	filters=(
		Chips("stage", _("Hasta dónde llegó la campaña"), list_stages),
		Choice("gender", _("Género"), list_genders),
		Choice("age", _("Edad"), list_ages, every=_("Todas")),
		Choice("income", _("Ingreso"), list_incomes),
		Choice("province", _("Provincia"), list_places, every=_("Todas")),
	),
	further=(
		Choice("canton", _("Cantón"), list_towns),
		Choice("group", _("Grupo"), MemberGroup),
	),
	empty=Empty(
		"users",
		_("No hay clientes todavía"),
		_("Construya la audiencia para ver aquí a sus clientes."),
		Way(_("Ir a la audiencia"), "audience.show"),
	),
)
LOG = ListPage(
	file="bitacora",
	title=_("Bitácora"),
	views=ListName.CAMPAIGN_LOG,
	table=Table[LogEntry](
		_("Lo que se hizo, lo último primero"),
		(
			Column(_("Cuándo"), lambda row: format_instant(row.at), is_short=True),
			Column(_("Qué se hizo"), lambda row: Cell(chips=[name_entry(row)])),
			Column(_("Detalle"), show_details),
			Column(_("Quién"), lambda row: row.by),
		),
	),
	filters=(Choice("kind", _("Qué se hizo"), LogKind, every=_("Todo")),),
	empty=Empty(
		"history",
		_("Todavía no se ha hecho nada"),
		_("Cada cambio, audiencia, asignación y envío de la campaña queda aquí."),
		narrowed=_("Nada de eso se ha hecho"),
	),
)


def count_calls(count: int, row: CallLine, kind: str) -> Cell:
	"""Return how many calls, with the way to them for who sees everybody's."""
	may_see = read_person().may(Permission.CALLS_REVIEW)
	if not (count and row.filters and may_see):
		return Cell(format_number(count))
	asked = {"kind": kind, "campaign_id": (request.view_args or {})["campaign_id"], **row.filters}
	return Cell(format_number(count), url_for("work_calls.show_list", **asked))


CALLS = Table[CallLine](
	_("Llamadas de la campaña"),
	(
		Column("", lambda row: row.name),
		Column(_("Llamadas"), lambda row: count_calls(row.calls, row, "attempt"), is_number=True),
		Column(
			_("Contestadas"), lambda row: count_calls(row.reached, row, "reached"), is_number=True
		),
		Column(
			_("% contestadas"), lambda row: format_percent(row.reached, row.calls), is_number=True
		),
		Column(_("Ventas"), lambda row: count_calls(row.sales, row, "sale"), is_number=True),
	),
)


def build_calls(by: CallsBy) -> Table[CallLine]:
	"""Return the table of calls by what is asked."""
	name, *figures = CALLS.columns
	return replace(CALLS, columns=(replace(name, title=TITLES[by]), *figures))
