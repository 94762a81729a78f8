"""What a change of phase does and ends, in words and figures."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Campaign, Phase
from chasqui.contracts.campaigns.desk import CallResult, CallStatistics
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.mailer.runs import RunState
from portal.mailing.clients import MailSum, list_audience_runs, sum_mail
from portal.shell.labels.formats import format_number
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

OPEN_RUNS = (RunState.FILLING, RunState.SENDING, RunState.PAUSED)


def list_consequences(campaign: Campaign, target: Phase) -> list[str]:
	"""Return what the phase brings; of an end, also what it cuts off now."""
	texts = {
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
	return [texts[target], *(list_cut_off(campaign) if target in ENDED_PHASES else [])]


def list_cut_off(campaign: Campaign) -> Iterator[str]:
	"""Yield what ends with the campaign."""
	listed = load_part(lambda: list(list_audience_runs(campaign.id))).value or []
	runs = [one for one in listed if one.state in OPEN_RUNS]
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
	return write_sum(*load_sum(campaign_id))


def load_sum(campaign_id: int) -> tuple[Part[MailSum | None], Part[CallStatistics]]:
	"""Return the campaign's mail and calls; the mail is None before the first run."""
	return (
		load_part(lambda: sum_mail(campaign_id)),
		load_part(lambda: ask(desk_api.count_calls, campaign_id=campaign_id)),
	)


def write_sum(mail: Part[MailSum | None], calls: Part[CallStatistics]) -> str:
	"""Return what was done, in one line; what cannot be known now is a dash."""
	accepted = mail.value.accepted if mail.value else None if mail.error else 0
	counts = calls.value
	text = _(
		"En total: %(mails)s correos aceptados, %(calls)s llamadas y %(sales)s ventas.",
		mails=format_number(accepted),
		calls=format_number(counts.total if counts else None),
		sales=format_number(counts.by_result.get(CallResult.SALE, 0) if counts else None),
	)
	return str(text)
