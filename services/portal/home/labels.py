"""What is counted again each day, in words."""

from typing import Any

from flask_babel import lazy_gettext as _

FIGURES: dict[str, Any] = {
	"audience": _("la audiencia de cada campaña"),
	"call": _("las llamadas por resultado"),
	"campaign_day": _("los días de cada campaña"),
	"member": _("lo que se hizo con cada cliente"),
	"overlap": _("los clientes que comparten las campañas"),
	"paid_mails": _("los correos que se pagan"),
}
"""By the names of the recounts of the service."""


def name_figures(figures: str) -> str:
	"""Return what figures are called; of an older service, as they are."""
	return str(FIGURES.get(figures, figures))
