"""What mails that came back are called, and why they did."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.mailer.bounces import BounceKind, BounceReason
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(BounceKind.HARD, Label(_("Definitivo: no se le escribe más"), "bad", "mail-x")),
	(BounceKind.SOFT, Label(_("Pasajero"), "warn", "clock")),
	(BounceKind.DELAYED, Label(_("Demorado"), "info", "hourglass")),
	(BounceKind.DELIVERED, Label(_("Entregado"), "ok", "mail-check")),
	(BounceKind.COMPLAINT, Label(_("Queja: no se le escribe más"), "bad", "thumb-down")),
	(BounceKind.UNKNOWN, Label(_("No se entendió"), "warn", "help")),
	(BounceKind.NOTHING, Label(_("No dice nada de la dirección"), "plain", "check")),
)
REASONS = {
	BounceReason.MAILBOX_FULL: _("Buzón lleno"),
	BounceReason.TOO_BIG: _("Correo demasiado grande"),
	BounceReason.EXPIRED: _("Se agotó el plazo de entrega"),
	BounceReason.RATE: _("Demasiados correos a la vez"),
	BounceReason.REPUTATION: _("No se fía de quien envía"),
	BounceReason.CONTENT: _("No le gustó el contenido"),
	BounceReason.POLICY: _("Regla de quien recibe"),
	BounceReason.NETWORK: _("Falla de red"),
	BounceReason.SYSTEM: _("Falla de su servidor"),
	BounceReason.HOST_UNKNOWN: _("El dominio no existe"),
	BounceReason.USER_UNKNOWN: _("La dirección no existe"),
	BounceReason.OTHER: _("Otro motivo"),
}


def name_bounce_reason(reason: str) -> Any:
	"""Return why a mail came back."""
	return REASONS[BounceReason(reason)]


WORDS = Words(PAIRS)
