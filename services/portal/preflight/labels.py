"""Channels and reasons of a pre-flight, as pages show them."""

from flask_babel import gettext as _

from chasqui.contracts.campaigns.preflight import Preflight, SkipCause
from chasqui.contracts.campaigns.pressure import Channel
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words


def list_causes(preflight: Preflight) -> list[SkipCause]:
	"""Return the reasons that leave somebody out, in their order."""
	found = {cause for one in preflight.channels for cause in one.skipped}
	return [cause for cause in SkipCause if cause in found]


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
	functions={"list_causes": list_causes, "name_reached": name_reached},
)
