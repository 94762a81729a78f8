"""The table at the end of the story: every count, and whether they reconcile."""

from rich.console import Console
from rich.table import Table

from chasqui.contracts.campaigns.log import LogKind
from chasqui.contracts.customers.quality import QualityKind
from chasqui.contracts.mailer.runs import DeliveryState, Run
from chasqui.contracts.risk import RiskLevel
from chasqui.demo.calls import CALL_RESULTS
from chasqui.demo.campaigns import StatisticsSummary
from chasqui.demo.catalogue import CatalogueSummary
from chasqui.demo.checks import Check
from chasqui.demo.correspondence import check_correspondence
from chasqui.demo.equipment import check_equipment, describe_equipment
from chasqui.demo.finance import FinanceSummary
from chasqui.demo.history import check_history
from chasqui.demo.information import check_information
from chasqui.demo.measures import list_ended
from chasqui.demo.overlaps import OverlapSummary
from chasqui.demo.pressure import LimitSummary
from chasqui.demo.quotes import check_quotes
from chasqui.demo.sales import check_sales
from chasqui.demo.story import Story
from chasqui.demo.suite_client import SuiteClient

STATES = {
	DeliveryState.ACCEPTED: "aceptados",
	DeliveryState.SKIPPED: "omitidos",
	DeliveryState.FAILED: "fallidos",
	DeliveryState.UNCERTAIN: "inciertos",
	DeliveryState.DEFERRED: "aplazados",
	DeliveryState.QUEUED: "en cola",
	DeliveryState.CLAIMED: "tomados",
	DeliveryState.SENDING: "saliendo",
}
REASONS = {
	"no_address": "sin correo",
	"no_consent": "sin consentimiento",
	"invalid_address": "correo no válido",
	"duplicate_address": "correo repetido",
	"suppressed": "suprimidos",
	"unsubscribed": "dados de baja",
	"pressure": "por los límites de contacto",
}
FAULTS = {
	QualityKind.UNVERIFIED_RUC: "RUC sin verificar",
	QualityKind.WRONG_PHONE: "teléfono equivocado",
	QualityKind.BOUNCED_EMAIL: "correo que rebota",
	QualityKind.MISSING_CONSENT: "sin permisos",
	QualityKind.UNREACHABLE: "sin contacto",
	QualityKind.STALE: "sin cambios en dos años",
}
LEVELS = {
	RiskLevel.LOW: "bajo",
	RiskLevel.MEDIUM: "medio",
	RiskLevel.HIGH: "alto",
	RiskLevel.UNKNOWN: "no disponible",
}


def show_summary(console: Console, story: Story, suite_client: SuiteClient) -> bool:
	"""Print what happened; return whether all counts reconcile."""
	console.print(_build_facts(story))
	checks = _build_checks(story, suite_client)
	table = Table(title="Las cuentas cuadran" if all(c.holds for c in checks) else "NO cuadran")
	for title in ("Igualdad", "Izquierda", "Derecha", ""):
		table.add_column(title, justify="right" if title in ("Izquierda", "Derecha") else "left")
	for check in checks:
		mark = "[green]✓[/]" if check.holds else "[red]✗[/]"
		table.add_row(check.text, _format(check.left), _format(check.right), mark)
	console.print(table)
	return all(check.holds for check in checks)


def _build_facts(story: Story) -> Table:
	table = Table(title="Lo que pasó", show_header=False)
	done = story.imported
	table.add_row("Clientes importados", _format(done.created))
	table.add_row("Filas rechazadas, con su motivo", _format(done.rejected))
	table.add_row("Productos y servicios en venta", _format(story.catalogue.on_sale))
	table.add_row("Imágenes de lo que se vende", _format(story.catalogue.pictures[0]))
	table.add_row("Promociones", _format(story.catalogue.promotions[0]))
	table.add_row("Campañas", _format(story.statistics.campaigns))
	table.add_row("Clientes en más de una campaña", _format(story.overlaps.repeated))
	table.add_row("Dejados fuera por estar en otra", _format(story.overlaps.left_out))
	table.add_row("Clientes del segmento", _format(story.segment.total))
	table.add_row("Audiencia de la campaña", _format(story.audience.members))
	for title, run in (("Correo mensual", story.monthly), ("Correo a demanda", story.on_demand)):
		table.add_row(title, describe_run(run))
	table.add_row("Clientes asignados al asesor", _format(story.assignment.assigned))
	sent = story.information
	table.add_row(
		"Información pedida por teléfono, y aceptada",
		f"{_format(sent.counts.requested)}, {_format(sent.accepted)}",
	)
	table.add_row("Ventas", _format(len(story.sales.sales)))
	table.add_row("Ventas de años anteriores", _format(story.history.imported.created))
	table.add_row("Equipos, y por vencer", describe_equipment(story.equipment))
	table.add_row(
		"Cotizaciones, y enviadas por correo",
		f"{_format(len(story.quotes.quotes))}, {_format(story.quotes.mailed)}",
	)
	table.add_row("Conversaciones por correo", _format(len(story.correspondence.conversations)))
	for risk, call, *_rest in story.calls:
		table.add_row(
			f"Llamada {call.call_id}",
			f"riesgo {LEVELS[risk.level]} → {str(call.result.outcome.label).lower()}",
		)
	faults = (f"{FAULTS[kind]}: {_format(count)}" for kind, count in story.faults.items())
	table.add_row("Por revisar en calidad de datos", ", ".join(faults))
	return table


def _build_checks(story: Story, suite_client: SuiteClient) -> list[Check]:
	done, calls = story.imported, {one.call.call_id for one in story.calls}
	return [
		Check(
			"filas = creadas + existentes + rechazadas",
			done.rows,
			done.created + done.existing + done.unchanged + done.updated + done.rejected,
		),
		*_check_catalogue(story.catalogue),
		*check_history(story.history),
		Check("segmento = audiencia", story.segment.total, story.audience.members),
		_check_run("mensual", story.monthly),
		Check(
			"mensual: elegibles = audiencia", story.monthly.counts.eligible, story.audience.members
		),
		_check_run("a demanda", story.on_demand),
		*_check_mails(story, suite_client.count_mails()),
		Check(f"llamadas registradas = {len(CALL_RESULTS)}", len(calls), len(CALL_RESULTS)),
		*_check_work(story),
		*check_information(story.information, story.calls),
		*check_sales(story.sales, story.calls),
		*check_equipment(story.equipment),
		*check_quotes(story.quotes),
		*check_correspondence(story.correspondence),
		*_check_log(story),
		*_check_figures(story),
		*_check_statistics(story.statistics),
		*_check_finance(story.finance),
		*_check_overlaps(story.overlaps),
		*_check_limits(story.limited),
		Check(
			"segmento elegido: clientes = de su lista",
			story.segments.picked,
			story.segments.listed,
		),
	]


def _check_work(story: Story) -> list[Check]:
	promised = sum(one.is_promise for one in story.calls)
	work = story.work
	return [
		Check("mi trabajo: rellamadas de la lista = prometidas", work.callbacks, promised),
		Check("mi trabajo: llamadas de la lista = de los resultados", work.listed, work.counted),
		Check("llamadas por ronda = llamadas de la lista", work.by_round, work.listed),
	]


def _check_log(story: Story) -> list[Check]:
	ended = sum(one.count or 0 for one in list_ended(story.log))
	eligible = story.monthly.counts.eligible + story.on_demand.counts.eligible
	given = sum(one.count or 0 for one in story.log if one.kind is LogKind.ASSIGNED)
	return [
		Check("bitácora: correos de los envíos terminados = elegibles", ended, eligible),
		Check("bitácora: clientes asignados = asignación", given, story.assignment.assigned),
	]


def _check_figures(story: Story) -> list[Check]:
	"""Return what the campaign's figures and the events that they count must agree in."""
	total, results = story.figures.total, [one.call.result for one in story.calls]
	mails = sum(_count(run, DeliveryState.ACCEPTED) for run in (story.monthly, story.on_demand))
	reached = sum(one.outcome.is_contact and not one.outcome.is_wrong_number for one in results)
	return [
		Check("cifras de la campaña: correos = aceptados de sus envíos", total.mails, mails),
		Check("cifras de la campaña: llamadas = registradas", total.attempts, len(results)),
		Check("cifras de la campaña: contactados = llamadas contestadas", total.contacted, reached),
		Check(
			"cifras de la campaña: ventas = llamadas con venta",
			total.sold,
			sum(one.outcome.is_sale for one in results),
		),
		Check(
			"mapa de la campaña: clientes por provincia = audiencia",
			story.figures.by_province,
			story.audience.members,
		),
		Check(
			"mapa de la campaña: correos por cantón = correos", story.figures.mails_by_canton, mails
		),
	]


def _check_catalogue(catalogue: CatalogueSummary) -> list[Check]:
	units = catalogue.report.stock or 0
	return [
		Check("catálogo: artículos de la lista = del informe", catalogue.listed, catalogue.counted),
		Check("catálogo: en venta = lo que ve quien asesora", catalogue.on_sale, catalogue.offered),
		Check("catálogo: existencias = unidades del informe", catalogue.stock, units),
		Check("catálogo: imágenes de la lista = de las ofertas", *catalogue.pictures),
		Check("catálogo: rebajados en la lista = en las ofertas", *catalogue.promoted),
		Check("promociones: de la lista = por estado", *catalogue.promotions),
	]


def _check_statistics(counted: StatisticsSummary) -> list[Check]:
	return [
		Check("estadísticas: por género = por provincia", counted.by_gender, counted.by_province),
		Check("estadísticas: por edad = por fase", counted.by_age, counted.by_phase),
		Check(
			"estadísticas: por género = clientes de las audiencias",
			counted.by_gender,
			counted.listed,
		),
		Check("grupo de control: los dos lados = audiencia", counted.compared, counted.in_trials),
		Check("grupo de control: nadie llamado", counted.called_though_held_out, 0),
	]


def _check_finance(finance: FinanceSummary) -> list[Check]:
	return [
		Check("dinero, en centavos: vendido = ventas anotadas", finance.revenue, finance.sold),
		Check("dinero, en centavos: gastado = actividad + fijos", finance.spent, finance.parts),
		Check("dinero, en centavos: por fase = por quien creó", finance.by_phase, finance.by_owner),
	]


def _check_limits(limited: LimitSummary) -> list[Check]:
	"""Return what was expected of a campaign before it ran, and what came of it, must agree in."""
	run, members = limited.run, limited.preflight.members
	return [
		_check_run("con límites", run),
		Check("revisión previa: clientes = destinatarios", members, run.counts.eligible),
		Check("revisión previa: fuera por los límites = omitidos por ellos", *limited.pressed),
	]


def _check_overlaps(counted: OverlapSummary) -> list[Check]:
	return [
		Check(
			"repetidos: pares de campañas = contados cliente por cliente",
			counted.shared,
			counted.crossed,
		),
		Check(
			"repetidos: cumplen los criterios = audiencia + dejados fuera",
			counted.matching,
			counted.members + counted.left_out,
		),
	]


def _check_run(title: str, run: Run) -> Check:
	states = sum(run.counts.by_state.values())
	return Check(f"{title}: elegibles = suma de estados", run.counts.eligible, states)


def _check_mails(story: Story, mails: dict[str, int]) -> list[Check]:
	monthly = _count(story.monthly, DeliveryState.ACCEPTED)
	accepted = monthly + _count(story.on_demand, DeliveryState.ACCEPTED)
	accepted += story.information.accepted + story.quotes.mailed + story.correspondence.accepted
	if story.limited.is_new:
		accepted += _count(story.limited.run, DeliveryState.ACCEPTED)
	bounced_again = _count(story.on_demand, DeliveryState.FAILED)
	again = story.mails_after_second_trigger
	return [
		Check("tras el segundo disparo: correos = aceptados del mes", again, monthly),
		Check("correos en el buzón = aceptados", mails["mails"], accepted),
		Check("Message-ID distintos = correos", mails["distinct"], mails["mails"]),
		Check("a demanda: a quien le rebotó no se le escribe más", bounced_again, 0),
	]


def describe_run(run: Run) -> str:
	"""Return a run's counts in one line: eligible = states, with the reasons of the skipped."""
	counts = run.counts.by_state
	states = [f"{_format(counts[state])} {STATES[state]}" for state in STATES if counts.get(state)]
	reasons = [
		f"{REASONS.get(name, name)}: {_format(count)}"
		for name, count in run.counts.skipped_by_reason.items()
	]
	return f"{_format(run.counts.eligible)} = {' + '.join(states)} ({', '.join(reasons) or '—'})"


def _count(run: Run, state: DeliveryState) -> int:
	return run.counts.by_state.get(state, 0)


def _format(number: int) -> str:
	return f"{number:,}".replace(",", ".")
