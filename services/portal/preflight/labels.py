"""Channels and reasons of a pre-flight, as pages show them."""

from flask_babel import gettext as _

from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.campaigns.preflight import Preflight, SkipCause
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.mailer.runs import Run, RunState
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

UNCOUNTED = (RunState.FILLING, RunState.MISSED, RunState.FAILED)
"""Of these nobody is expected yet, or any more."""


def list_causes(preflight: Preflight) -> list[SkipCause]:
	"""Return the reasons that leave somebody out, in their order."""
	found = {cause for one in preflight.channels for cause in one.skipped}
	return [cause for cause in SkipCause if cause in found]


def describe_gap(run: Run, audience: Audience | None) -> str:
	"""Return what of a run does not add up: it reaches the audience, but for whom is held out, and
	each of its recipients is in one state. An empty text where all does.
	"""
	if audience is None or run.state in UNCOUNTED or run.source_ref != str(audience.id):
		return ""
	expected, found = audience.members - audience.held_out, run.counts.eligible
	if found != expected:
		return str(
			_(
				"El envío reunió a %(found)s destinatarios y a la audiencia le tocan %(expected)s.",
				found=format_number(found),
				expected=format_number(expected),
			)
		)
	summed = sum(run.counts.by_state.values())
	if summed != found:
		return str(
			_(
				"Los estados del envío suman %(summed)s y no %(found)s.",
				summed=format_number(summed),
				found=format_number(found),
			)
		)
	return ""


def name_reached(channel: Channel) -> str:
	"""Return what becomes of whom a channel reaches."""
	names = {Channel.MAIL: _("Recibirán correo"), Channel.CALL: _("Se podrá llamar")}
	return str(names[channel])


WORDS = Words(
	(
		*((one, Label(one.label)) for one in SkipCause),
		(Channel.MAIL, Label(_("Correo"), "info", "mail")),
		(Channel.CALL, Label(_("Llamada"), "info", "phone")),
	),
	functions={
		"list_causes": list_causes,
		"name_reached": name_reached,
		"describe_gap": describe_gap,
	},
)
