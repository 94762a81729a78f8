"""What comes next for a campaign, what is missing for it, and where that is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from portal.shell.labels.formats import format_date, format_number
from portal.shell.labels.hours import write_hour
from portal.shell.labels.words import Words

BUSY = (AudienceState.QUEUED, AudienceState.BUILDING)
UNBUILT = (AudienceState.FAILED, AudienceState.CANCELLED)


@dataclass(frozen=True)
class Step:
	"""A button to where a step is done; `is_asked` opens in a dialog."""

	text: str
	way: str
	icon: str
	is_asked: bool = False


@dataclass(frozen=True)
class NextStep:
	"""What to do now, why, what is missing, and what leads there."""

	title: str
	text: str
	missing: tuple[str, ...] = ()
	steps: tuple[Step, ...] = ()
	tone: str = "info"
	is_waiting: bool = False
	"""Something goes on by itself that will change it."""


def find_next_step(campaign: Campaign) -> NextStep:
	"""Return what comes next for a campaign."""
	return {
		Phase.PLANNED: _prepare,
		Phase.SEGMENTED: _prepare,
		Phase.IN_EXECUTION: _run,
		Phase.PAUSED: _decide,
		Phase.FINISHED: _look_back,
		Phase.CANCELLED: _look_back,
	}[campaign.phase](campaign)


def _prepare(campaign: Campaign) -> NextStep:
	audience = campaign.audience
	build = Step(_("Ir a la audiencia"), _link(campaign, "audience.show"), "users")
	if audience is not None and audience.state in BUSY:
		text = _("Al terminar, la campaña pasa sola a «Segmentada».")
		title = _("La audiencia se está construyendo")
		return NextStep(title, text, steps=(build,), is_waiting=True)
	if audience is None or audience.state in UNBUILT:
		text = _("Copia a los clientes que cumplen los criterios; después podrá ponerla en marcha.")
		return NextStep(_("Construya la audiencia"), text, steps=(build,))
	if audience.state is AudienceState.OUTDATED:
		text = _("Los criterios cambiaron después de construirla.")
		return NextStep(_("Construya la audiencia de nuevo"), text, steps=(build,), tone="warn")
	missing = (*campaign.obstacles.values(), *_list_doubts(campaign, audience))
	if campaign.phase is Phase.PLANNED:
		text = _("La audiencia está lista; márquela segmentada para seguir.")
		mark = _ask(campaign, Phase.SEGMENTED, _("Marcar segmentada"), "users")
		return NextStep(_("Confirme la audiencia"), text, missing, mark)
	if Phase.IN_EXECUTION in campaign.obstacles:
		edit = Step(_("Editar"), _link(campaign, "wizard.edit"), "edit")
		text = _("Complete lo que falta para ponerla en ejecución.")
		return NextStep(_("Corrija la campaña"), text, missing, (edit,), "warn")
	text = _("Al ponerla en ejecución se habilitan los envíos y las llamadas.")
	begin = _ask(campaign, Phase.IN_EXECUTION, _("Poner en ejecución"), "player-play")
	calls = Step(_("Asignar llamadas"), _link(campaign, "calls.show"), "user-check")
	look = Step(_("Revisión previa"), _link(campaign, "preflight.show"), "shield-check")
	return NextStep(_("Póngala en ejecución"), text, missing, (*begin, look, calls))


def _list_doubts(campaign: Campaign, audience: Audience) -> Iterator[str]:
	"""Yield what hinders nothing and yet one should know."""
	if not audience.members and audience.left_out:
		yield _("La audiencia está vacía: todos los que cumplen los criterios están en otras.")
		return
	if not audience.members:
		yield _("La audiencia está vacía: nadie cumple los criterios.")
		return
	if not audience.reachable_email:
		yield _("Nadie en la audiencia tiene correo y permiso: no saldrá ningún correo.")
	if not audience.reachable_phone:
		yield _("Nadie en la audiencia tiene teléfono y permiso: no habrá llamadas.")
	if campaign.design_id is None and not campaign.obstacles:
		yield _("No tiene diseño: tendrá que elegirlo en cada envío.")


def _run(campaign: Campaign) -> NextStep:
	if campaign.is_over:
		return _end(campaign)
	send = Step(_("Ir al correo"), _link(campaign, "mailing.show"), "mail")
	call = Step(_("Asignar llamadas"), _link(campaign, "calls.show"), "user-check")
	text = _("No tiene correo mensual: envíelo cuando quiera, y asigne clientes a los asesores.")
	if campaign.monthly_mailing:
		hour = write_hour(campaign.monthly_hour)
		text = (
			_("El correo mensual sale solo el último día de cada mes a las %(hour)s.", hour=hour)
			if campaign.monthly_day == "last"
			else _(
				"El correo mensual sale solo el día %(day)s de cada mes a las %(hour)s.",
				day=campaign.monthly_day,
				hour=hour,
			)
		)
	return NextStep(_("Envíe correos y asigne llamadas"), text, steps=(send, call))


def _decide(campaign: Campaign) -> NextStep:
	if campaign.is_over:
		return _end(campaign)
	text = _("En pausa no salen correos ni se entregan clientes a los asesores.")
	resume = _ask(campaign, Phase.IN_EXECUTION, _("Reanudar"), "player-play")
	end = _ask(campaign, Phase.FINISHED, _("Finalizar"), "flag")
	missing = tuple(campaign.obstacles.values())
	return NextStep(_("Reanúdela o finalícela"), text, missing, (*resume, *end), "warn")


def _end(campaign: Campaign) -> NextStep:
	day = format_date(campaign.ends_on)
	text = _("Su última fecha fue el %(day)s y todavía no se ha finalizado.", day=day)
	end = _ask(campaign, Phase.FINISHED, _("Finalizar"), "flag")
	return NextStep(_("Finalice la campaña"), text, steps=end, tone="warn")


def _look_back(campaign: Campaign) -> NextStep:
	is_finished = campaign.phase is Phase.FINISHED
	title = _("La campaña finalizó") if is_finished else _("La campaña se canceló")
	members = campaign.audience.members if campaign.audience else 0
	text = ngettext(
		"Ya no salen correos ni llamadas. Su audiencia fue de %(count)s cliente.",
		"Ya no salen correos ni llamadas. Su audiencia fue de %(count)s clientes.",
		members,
		count=format_number(members),
	)
	mail = Step(_("Ver los envíos"), _link(campaign, "mailing.show"), "mail")
	calls = Step(_("Ver las llamadas"), _link(campaign, "calls.show"), "phone")
	return NextStep(title, str(text), steps=(mail, calls))


def _ask(campaign: Campaign, phase: Phase, text: str, icon: str) -> tuple[Step, ...]:
	"""Return the button that asks for a phase; none where it may not follow now."""
	if phase not in campaign.allowed_phases:
		return ()
	return (Step(text, _link(campaign, "campaign.ask_phase", phase=phase.value), icon, True),)


def _link(campaign: Campaign, endpoint: str, **more: Any) -> str:
	return url_for(endpoint, campaign_id=campaign.id, **more)


WORDS = Words(functions={"find_next_step": find_next_step})
