"""What a risk answer means, in words that a person can act on."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.risk import LookupKind, ReviewState, RiskPurpose
from chasqui.contracts.risk import (
	IdWarning,
	MatchKind,
	RiskAnswer,
	RiskLevel,
	RiskStatus,
	UnavailableReason,
)
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(RiskLevel.LOW, Label(_("Riesgo bajo"), "ok", "shield-check")),
	(RiskLevel.MEDIUM, Label(_("Riesgo medio"), "warn", "shield-half")),
	(RiskLevel.HIGH, Label(_("Riesgo alto"), "bad", "shield-x")),
	(RiskLevel.UNKNOWN, Label(_("Sin nivel de riesgo"), "plain", "shield-question")),
	(RiskStatus.FOUND, Label(_("Con registro"), "ok", "circle-check")),
	(RiskStatus.NOT_FOUND, Label(_("Sin registro"), "plain", "shield-question")),
	(RiskStatus.MULTIPLE_MATCHES, Label(_("Varias personas"), "info", "users")),
	(RiskStatus.STALE, Label(_("Dato antiguo"), "warn", "clock")),
	(RiskStatus.UNAVAILABLE, Label(_("No disponible"), "warn", "alert-triangle")),
	(IdWarning.UNVERIFIED_CHECK_DIGIT, Label(_("Dígito sin comprobar"), "warn", "alert-triangle")),
	(IdWarning.INVALID_IDENTIFICATION, Label(_("Identificación no válida"), "bad", "alert-circle")),
	(MatchKind.EXACT, Label(_("Mismo nombre"), "ok", "circle-check")),
	(MatchKind.PARTIAL, Label(_("Contiene el nombre"), "info", "search")),
	(MatchKind.PHONETIC, Label(_("Suena parecido"), "warn", "microphone")),
	(RiskPurpose.TELEMARKETING, Label(_("Antes de una llamada de venta"))),
	(RiskPurpose.CREDIT_OFFER, Label(_("Oferta a crédito"))),
	(RiskPurpose.CAMPAIGN_REVIEW, Label(_("Revisión de una campaña"))),
	(RiskPurpose.HOLDER_REQUEST, Label(_("Pedido del propio titular"))),
	(LookupKind.IDENTIFICATION, Label(_("Por identificación"), "plain", "id")),
	(LookupKind.NAME, Label(_("Por nombre"), "plain", "user")),
	(LookupKind.DESK, Label(_("En la mesa"), "plum", "headset")),
	(ReviewState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(ReviewState.RUNNING, Label(_("Consultando"), "info", "refresh")),
	(ReviewState.WAITING, Label(_("Espera a la central"), "warn", "clock")),
	(ReviewState.PAUSED, Label(_("En pausa"), "warn", "player-pause")),
	(ReviewState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(ReviewState.DONE, Label(_("Terminada"), "ok", "circle-check")),
	(ReviewState.FAILED, Label(_("Se detuvo"), "bad", "alert-circle")),
)
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


WORDS = Words(
	PAIRS,
	functions={
		"explain_level": explain_level,
		"explain_outage": explain_outage,
		"explain_warning": explain_warning,
	},
)
