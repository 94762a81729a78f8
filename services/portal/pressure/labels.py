"""Limits of contacts in words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.campaigns.pressure import Channel, ContactLimits, PressurePolicy
from portal.shell.labels.words import Words


def describe_policy(policy: PressurePolicy) -> str:
	"""Return limits in words, by all channels and by each, and how long one is left in peace."""
	by_channel = ((str(one.label), policy.by_channel.find(one)) for one in Channel)
	named = [(_("Por todos los canales"), policy.together), *by_channel]
	limits = [f"{name}: {text}." for name, one in named if (text := describe_limits(one))]
	limits += [_("Cuenta lo que hacen las demás campañas.") if limits else _("Sin límite.")]
	return " ".join([*limits, describe_quiet(policy.quiet_days)]).strip()


def describe_limits(limits: ContactLimits) -> str:
	"""Return limits in words: ``3 en un día, 7 en 7 días``; nothing where there are none."""
	parts = [
		_("%(count)s en un día", count=limits.a_day) if limits.a_day else "",
		_("%(count)s en 7 días", count=limits.a_week) if limits.a_week else "",
		_("%(count)s en 30 días", count=limits.a_month) if limits.a_month else "",
	]
	return ", ".join(filter(None, parts))


def describe_quiet(days: int) -> str:
	"""Return how long nobody else reaches whoever was not interested; nothing where they may."""
	if not days:
		return ""
	text = ngettext(
		"Después de «no le interesa», %(count)s día sin contacto de otras campañas.",
		"Después de «no le interesa», %(count)s días sin contacto de otras campañas.",
		days,
		count=days,
	)
	return str(text)


WORDS = Words(functions={"describe_pressure": describe_policy})
