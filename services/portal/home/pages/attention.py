"""What wants attention, by what somebody may do about it: late, stopped, failed, waiting."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from chasqui.contracts.campaigns.finance import BudgetLevel
from chasqui.contracts.campaigns.risk import ReviewQuery
from chasqui.contracts.customers.imports import ImportProgress, ImportState
from chasqui.contracts.customers.quality import DuplicateQuery
from chasqui.contracts.customers.rights import (
	RequestQuery,
	RequestState,
	RightsRequest,
)
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import finance as finance_api
from chasqui.contracts.endpoints.campaigns import reports as reports_api
from chasqui.contracts.endpoints.campaigns import risk as risk_api
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.contracts.jobs import JobQuery, JobStage
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_today
from portal.home.labels import name_figures
from portal.home.pages.alerts import Alert, read_campaigns, read_fresh
from portal.home.pages.due_alerts import list_due
from portal.home.pages.inbox_alerts import list_waiting
from portal.home.pages.mail_alerts import list_mailings
from portal.home.pages.quote_alerts import list_expiring
from portal.session.staff import Person
from portal.shell.labels.formats import format_date, format_number, format_percent
from portal.shell.labels.words import name_code
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import load_part
from portal.siblings import ask
from portal.stuck.pages import count_stuck

MOST_PAIRS = 100
SOON_DAYS = 5
"""How near the legal day of a request is when it is shown."""
WAITING = (ImportState.MAPPING, ImportState.CHECKED, ImportState.PAUSED)
OPEN_PHASES = (Phase.PLANNED, Phase.SEGMENTED, Phase.IN_EXECUTION, Phase.PAUSED)


@dataclass(frozen=True)
class Attention:
	"""All that wants attention, the worst first; `unknown` says what could not be looked at."""

	alerts: Sequence[Alert]
	unknown: Sequence[str]


def find_attention(person: Person) -> Attention | None:
	"""Return what wants this person's attention; None for who looks after nothing of it."""
	sources = [load for permission, load in SOURCES if person.may(permission)]
	if not sources:
		return None
	parts = [load_part(partial(list_all, load)) for load in sources]
	alerts = [alert for part in parts for alert in part.value or []]
	alerts.sort(key=lambda one: one.tone != "bad")
	return Attention(alerts, [*dict.fromkeys(part.error for part in parts if part.error)])


def list_all(load: Callable[[], Iterator[Alert]]) -> list[Alert]:
	"""Return what a source answers, asked for now."""
	return list(load())


def list_campaigns() -> Iterator[Alert]:
	"""Yield campaigns that are paused, late, past their end, or whose mail went wrong."""
	for phase in OPEN_PHASES:
		for one in read_campaigns(phase):
			if text := describe_campaign(one):
				yield Alert(one.name, text, url_for("campaign.show", campaign_id=one.id))


def list_budgets() -> Iterator[Alert]:
	"""Yield campaigns whose budget is nearly used up."""
	for one in ask(finance_api.list_alerts).items:
		share = format_percent(float(one.spent), float(one.budget))
		text = _("Gastó el %(share)s de su presupuesto.", share=share)
		tone = "bad" if one.level is BudgetLevel.REACHED else "warn"
		yield Alert(one.name, str(text), url_for("finance.show", campaign_id=one.campaign_id), tone)


def list_left() -> Iterator[Alert]:
	"""Yield whom advisors who have left were to call."""
	for one in ask(desk_api.list_left).items:
		text = ngettext(
			"%(count)s cliente espera a %(name)s, que ya no atiende: páselo a otro asesor.",
			"%(count)s clientes esperan a %(name)s, que ya no atiende: páselos a otro asesor.",
			one.customers,
			count=format_number(one.customers),
			name=one.advisor_name,
		)
		yield Alert(
			one.campaign_name, str(text), url_for("calls.show", campaign_id=one.campaign_id)
		)


def describe_campaign(campaign: Campaign) -> str:
	"""Return what is amiss with a campaign, or an empty text."""
	audience, phase = campaign.audience, name_code(campaign.phase).text
	if campaign.is_over:
		day = format_date(campaign.ends_on)
		return str(_("Su última fecha fue el %(day)s y sigue «%(phase)s».", day=day, phase=phase))
	if campaign.phase is Phase.PAUSED:
		return str(_("Está en pausa: no salen correos ni llamadas."))
	if audience is not None and audience.state is AudienceState.FAILED:
		return str(_("Su audiencia no se pudo construir."))
	today = read_today(current_app.config["CHASQUI_ZONE"])
	if campaign.phase is not Phase.IN_EXECUTION and campaign.starts_on < today:
		day = format_date(campaign.starts_on)
		return str(_("Debía empezar el %(day)s y sigue «%(phase)s».", day=day, phase=phase))
	return ""


def list_differences() -> Iterator[Alert]:
	"""Yield figures that did not agree when they were counted again."""
	for one in ask(reports_api.list_differences).items:
		title = _("Cifras que no cuadran: %(name)s", name=name_figures(one.figures))
		text = ngettext(
			"Al recontar, %(count)s línea salió distinta: el registro dice cuál.",
			"Al recontar, %(count)s líneas salieron distintas: el registro dice cuáles.",
			one.rows,
			count=format_number(one.rows),
		)
		yield Alert(str(title), str(text), url_for("campaign_statistics.show"), "bad")


def list_requests() -> Iterator[Alert]:
	"""Yield requests of persons whose legal day is near or past."""
	query = RequestQuery(state=RequestState.OPEN)
	for one in read_rows(query, lambda asked: ask(rights_api.list_requests, query=asked)):
		if one.days_left > SOON_DAYS:
			return  # the most urgent come first
		yield describe_request(one)


def describe_request(one: RightsRequest) -> Alert:
	"""Return a request with its legal day."""
	day = format_date(one.due_on)
	text = (
		_("El plazo legal venció el %(day)s.", day=day)
		if one.days_left < 0
		else _("El plazo legal vence el %(day)s.", day=day)
	)
	title = _("Solicitud %(id)s: %(kind)s", id=one.id, kind=name_code(one.kind).text)
	tone = "bad" if one.days_left <= 0 else "warn"
	return Alert(str(title), str(text), url_for("rights.show", request_id=one.id), tone)


def list_erasures() -> Iterator[Alert]:
	"""Yield erasures that came to a stop."""
	query = JobQuery(stage=JobStage.FAILED)
	for one in read_rows(query, lambda asked: ask(rights_api.list_erasures, query=asked)):
		text = one.job.error if one.job and one.job.error else _("No se completó.")
		way = url_for("erasures.show", erasure_id=one.id)
		yield Alert(str(_("Borrado %(id)s", id=one.id)), str(text), way, "bad")


def list_quality() -> Iterator[Alert]:
	"""Yield how many customers may be double, and how many have faults."""
	pairs = ask(quality_api.list_pairs, query=DuplicateQuery(limit=MOST_PAIRS))
	if pairs.items:
		count = write_count(len(pairs.items), is_more=pairs.next_cursor is not None)
		text = ngettext(
			"%(count)s par por revisar",
			"%(count)s pares por revisar",
			len(pairs.items),
			count=count,
		)
		yield Alert(_("Posibles duplicados"), str(text), url_for("duplicates.show_list"))
	faults = ask(quality_api.count_faults).items
	if total := sum(one.customers for one in faults):
		count = write_count(total, is_more=any(one.is_more for one in faults))
		text = _("%(count)s faltas por revisar", count=count)
		yield Alert(_("Calidad de datos"), text, url_for("quality.show"))


def list_imports() -> Iterator[Alert]:
	"""Yield imports that failed of late, and how many wait for a decision."""
	for one in read_fresh(JobQuery(stage=JobStage.FAILED), list_some_imports):
		way = url_for("imports.show", import_id=one.id)
		yield Alert(one.file_name, one.error or str(_("No se completó.")), way, "bad")
	is_open = read_rows(JobQuery(stage=JobStage.OPEN), list_some_imports)
	if count := sum(one.state in WAITING for one in is_open):
		text = ngettext(
			"%(count)s espera su decisión", "%(count)s esperan su decisión", count, count=count
		)
		yield Alert(_("Importaciones"), str(text), url_for("imports.show_list"))


def list_some_imports(query: JobQuery) -> Page[ImportProgress]:
	"""Return a page of imports."""
	return ask(imports_api.list_imports, query=query)


def list_stuck() -> Iterator[Alert]:
	"""Yield how many events a service could not follow."""
	if count := count_stuck():
		title = ngettext(
			"%(count)s suceso detenido",
			"%(count)s sucesos detenidos",
			count,
			count=format_number(count),
		)
		text = _(
			"Un servicio no pudo seguir lo que otro contó; puede ser una baja o un permiso "
			"retirado."
		)
		yield Alert(str(title), str(text), url_for("stuck.show"), "bad")


def list_reviews() -> Iterator[Alert]:
	"""Yield reviews of risk that gave up."""
	query = ReviewQuery(stage=JobStage.FAILED)
	for one in read_fresh(query, lambda asked: ask(risk_api.list_reviews, query=asked)):
		title = one.file_name or _("Revisión de riesgo %(id)s", id=one.id)
		text = one.error or _("No se completó.")
		yield Alert(str(title), str(text), url_for("risk_reviews.show", review_id=one.id))


def write_count(count: int, *, is_more: bool) -> str:
	"""Return a number, or that it is more."""
	number = format_number(count)
	return str(_("más de %(number)s", number=number)) if is_more else number


Source = Callable[[], Iterator[Alert]]
SOURCES: Sequence[tuple[Permission, Source]] = (
	(Permission.CALLS_ASSIGN, list_campaigns),
	(Permission.COSTS_READ, list_budgets),
	(Permission.CALLS_HAND_OVER, list_left),
	(Permission.CONVERSATIONS_WRITE, list_waiting),
	(Permission.SALES_WRITE, list_expiring),
	(Permission.RUNS_WRITE, list_mailings),
	(Permission.RISK_REVIEW_CAMPAIGN, list_reviews),
	(Permission.EVENTS_MANAGE, list_stuck),
	(Permission.EVENTS_MANAGE, list_differences),
	(Permission.RIGHTS_MANAGE, list_requests),
	(Permission.RIGHTS_MANAGE, list_erasures),
	(Permission.QUALITY_MANAGE, list_quality),
	(Permission.EQUIPMENT_WRITE, list_due),
	(Permission.IMPORTS_RUN, list_imports),
)
