"""Limits of contacts in words."""

from flask_babel import gettext as _

from chasqui.contracts.campaigns.pressure import ContactLimits
from portal.shell.labels.words import Words


def describe_limits(limits: ContactLimits) -> str:
	"""Return limits in words: ``3 en un día, 7 en 7 días``."""
	parts = [
		_("%(count)s en un día", count=limits.a_day) if limits.a_day else "",
		_("%(count)s en 7 días", count=limits.a_week) if limits.a_week else "",
		_("%(count)s en 30 días", count=limits.a_month) if limits.a_month else "",
	]
	return ", ".join(filter(None, parts)) or str(_("Sin límite"))


WORDS = Words(filters={"contact_limits": describe_limits})
