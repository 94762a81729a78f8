"""What a change of phase does and ends, in words and figures."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from chasqui.contracts.campaigns.desk import CallResult
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunQuery, RunState
from portal.shell.labels.formats import format_number
from portal.shell.pages.parts import load_part
from portal.siblings import ask

ENDED = (Phase.FINISHED, Phase.CANCELLED)
OPEN_RUNS = (RunState.FILLING, RunState.SENDING, RunState.PAUSED)


def list_consequences(campaign: Campaign, target: Phase) -> list[str]:
	"""Return what the phase brings; of an end, also what it cuts off now."""
	told = {
		Phase.IN_EXECUTION: _("Al ponerla en ejecución se habilitan los envíos y las llamadas."),
		Phase.PAUSED: _(
			"Al pausarla se detienen en seguida los envíos y las llamadas nuevas; puede reanudarla "
			"después."
		),
		Phase.FINISHED: _(
			"Al finalizarla se detienen los envíos y las llamadas. No se puede deshacer."
		),
		Phase.CANCELLED: _(
			"Al cancelarla se detienen los envíos y las llamadas. No se puede deshacer."
		),
		Phase.PLANNED: _("Podrá cambiar los criterios y construir la audiencia de nuevo."),
		Phase.SEGMENTED: _("La audiencia queda lista para la ejecución."),
	}
	return [told[target], *(list_cut_off(campaign) if target in ENDED else [])]


def list_cut_off(campaign: Campaign) -> Iterator[str]:
	"""Yield what ends with the campaign."""
	runs = [one for one in list_runs(campaign.id) if one.state in OPEN_RUNS]
	if runs:
		yield ngettext(
			"Hay %(count)s envío en marcha: lo que aún no salió ya no saldrá.",
			"Hay %(count)s envíos en marcha: lo que aún no salió ya no saldrá.",
			len(runs),
			count=format_number(len(runs)),
		)
	calls = load_part(lambda: ask(desk_api.count_calls, campaign_id=campaign.id)).value
	if calls is not None and calls.pending:
		yield ngettext(
			"Queda %(count)s cliente por llamar, y ya no se le llamará.",
			"Quedan %(count)s clientes por llamar, y ya no se les llamará.",
			calls.pending,
			count=format_number(calls.pending),
		)
	if campaign.monthly_mailing:
		yield _("El correo mensual no saldrá más.")


def sum_up(campaign_id: int) -> str:
	"""Return what a campaign has done, in one line."""
	sent = sum(one.counts.by_state.get(DeliveryState.ACCEPTED, 0) for one in list_runs(campaign_id))
	calls = load_part(lambda: ask(desk_api.count_calls, campaign_id=campaign_id)).value
	told = _(
		"En total: %(mails)s correos aceptados, %(calls)s llamadas y %(sales)s ventas.",
		mails=format_number(sent),
		calls=format_number(calls.total if calls else None),
		sales=format_number(calls.by_result.get(CallResult.SALE, 0) if calls else None),
	)
	return str(told)


def list_runs(campaign_id: int) -> list[Run]:
	"""Return the campaign's runs to its audience; none where the mailer does not answer."""
	query = RunQuery(campaign_id=campaign_id, limit=200)
	page = load_part(lambda: ask(runs_api.list_runs, query=query)).value
	return [one for one in (page.items if page else []) if one.kind is not RunKind.TEST]
