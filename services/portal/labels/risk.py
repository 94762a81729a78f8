"""What a risk answer means, in words that a person can act on."""

from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.risk import IdWarning, RiskAnswer, RiskLevel, UnavailableReason

LEVELS: dict[RiskLevel, Any] = {
	RiskLevel.LOW: _("Según la central, es poco probable que se atrase en sus pagos."),
	RiskLevel.MEDIUM: _("Según la central, hay señales que conviene revisar."),
	RiskLevel.HIGH: _(
		"Según la central, es probable que se atrase. No es un rechazo: decide una persona, "
		"con su motivo."
	),
	RiskLevel.UNKNOWN: _("La central conoce a esta persona, pero no le da un nivel."),
}
REASONS: dict[UnavailableReason, Any] = {
	UnavailableReason.NO_ANSWER: _("La central de riesgos no contestó a tiempo."),
	UnavailableReason.SERVICE_DOWN: _("La central de riesgos avisa que no puede contestar ahora."),
	UnavailableReason.RATE_LIMITED: _("Se hicieron muchas consultas seguidas. Espere un momento."),
	UnavailableReason.NOT_AUTHORIZED: _(
		"La central de riesgos no acepta nuestras credenciales. Avise a Administración."
	),
	UnavailableReason.RESTING: _(
		"La central de riesgos falló varias veces y se le da un respiro. Intente en un momento."
	),
}
WARNINGS: dict[IdWarning, Any] = {
	IdWarning.UNVERIFIED_CHECK_DIGIT: _(
		"El dígito verificador de este RUC de sociedad no cuadra. Hay RUC válidos así: "
		"compruebe el número con el cliente."
	),
	IdWarning.INVALID_IDENTIFICATION: _(
		"La identificación no es válida y por eso no se buscó. Corríjala."
	),
}
NO_REASON = _("La central de riesgos no contestó.")


def explain_level(level: RiskLevel) -> Any:
	"""Return what a level means."""
	return LEVELS[level]


def explain_outage(answer: RiskAnswer) -> Any:
	"""Return why there is no answer."""
	return REASONS.get(answer.reason, NO_REASON) if answer.reason else NO_REASON


def explain_warning(warning: IdWarning) -> Any:
	"""Return what is doubtful about the identification that was asked."""
	return WARNINGS[warning]
