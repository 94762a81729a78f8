"""What states of designs, runs and deliveries are called, and the mailer's reasons."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.mailer.designs import DesignKind
from chasqui.contracts.mailer.runs import DeliveryState, RunKind, RunState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(DesignKind.GALLERY, Label(_("Galería"), "primary", "template")),
	(DesignKind.UPLOADED, Label(_("Propio"), "plum", "upload")),
	(RunKind.MONTHLY, Label(_("Mensual"), "primary", "calendar")),
	(RunKind.ON_DEMAND, Label(_("A pedido"), "plum", "send")),
	(RunKind.TEST, Label(_("Prueba"), "plain", "test-pipe")),
	(RunKind.SERVICE, Label(_("De servicio"), "info", "bell")),
	(RunState.FILLING, Label(_("Preparándose"), "info", "hourglass")),
	(RunState.SENDING, Label(_("Enviando"), "ok", "mail-forward")),
	(RunState.PAUSED, Label(_("En pausa"), "warn", "player-pause")),
	(RunState.DONE, Label(_("Terminado"), "primary", "circle-check")),
	(RunState.CANCELLED, Label(_("Cancelado"), "bad", "ban")),
	(RunState.MISSED, Label(_("No se hizo"), "warn", "alert-triangle")),
	(RunState.FAILED, Label(_("Falló"), "bad", "alert-circle")),
	(DeliveryState.QUEUED, Label(_("En cola"), "plain", "hourglass")),
	(DeliveryState.CLAIMED, Label(_("Tomado"), "info", "inbox")),
	(DeliveryState.SENDING, Label(_("Enviándose"), "info", "mail-forward")),
	(DeliveryState.ACCEPTED, Label(_("Aceptado"), "ok", "mail-check")),
	(DeliveryState.DEFERRED, Label(_("Aplazado"), "warn", "clock")),
	(DeliveryState.FAILED, Label(_("Fallido"), "bad", "mail-x")),
	(DeliveryState.SKIPPED, Label(_("Omitido"), "plum", "mail-off")),
	(DeliveryState.UNCERTAIN, Label(_("Incierto"), "warn", "help")),
)
# Reasons that the mailer gives; one that is not here is shown as it came.
REASONS: dict[str, Any] = {
	"no_address": _("Sin correo"),
	"invalid_address": _("Dirección no válida"),
	"no_consent": _("Sin consentimiento"),
	"duplicate_address": _("Dirección repetida"),
	"suppressed": _("Rebotó antes"),
	"unsubscribed": _("Dado de baja"),
	"sample_address": _("Dirección de ejemplo"),
	"erased": _("Datos borrados"),
	"merged": _("Registro unido a otro"),
	"sold": _("Ya compró"),
	"not_interested": _("Dijo que no le interesa"),
	"answered": _("Respondió: se le atiende en persona"),
	"pressure": _("Ya se le contactó lo que los límites permiten"),
	"cancelled": _("Envío cancelado"),
	"phase_closed": _("La campaña se cerró"),
	"too_late": _("Ya no llegaba a tiempo"),
	"rejected": _("Rechazado por el servidor"),
	"unknown_address": _("La dirección no existe"),
	"gave_up": _("Se agotaron los intentos"),
	"bounced": _("Rebotó después de aceptado"),
	"no_design": _("Su diseño ya no se puede enviar"),
	"no_final_reply": _("El servidor no dijo si lo tomó"),
	"lease_expired": _("No se sabe si salió"),
	"person": _("En pausa por decisión de una persona"),
	"phase": _("En pausa porque la campaña está en pausa"),
	"breaker": _("En pausa: el servidor de correo no responde"),
}

# The way out in English, while the suite has no English catalogue: all that its page says.
ENGLISH = {
	"title": "Unsubscribe",
	"bad_link": "This link is not valid",
	"bad_hint": (
		"It may have been cut when it was copied. Open it again from the message you received."
	),
	"done": "Done, we will not write to you again",
	"done_hint": "{email} will no longer receive marketing messages from {company}.",
	"question": "Stop receiving messages?",
	"question_hint": "We will stop sending marketing messages from {company} to {email}.",
	"yes": "Yes, unsubscribe",
	"leave": "If you do not want to unsubscribe, close this page: nothing has changed.",
}


def name_reason(code: str) -> Any:
	"""Return what a reason of the mailer is called."""
	return REASONS.get(code, code.replace("_", " "))


WORDS = Words(PAIRS, filters={"reason": name_reason})
