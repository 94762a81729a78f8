"""Names of what happens at the doors: sign-ins, refusals, ended sessions."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.security import SecurityKind
from portal.labels.label import Label

LABELS: dict[str, Label] = {
	SecurityKind.SIGNED_IN: Label(_("Ingresó"), "ok", "login"),
	SecurityKind.SIGNED_OUT: Label(_("Salió"), "plain", "logout"),
	SecurityKind.SIGN_IN_FAILED: Label(_("Ingreso fallido"), "warn", "alert-triangle"),
	SecurityKind.SIGN_IN_LOCKED: Label(_("Ingreso bloqueado"), "bad", "ban"),
	SecurityKind.SESSIONS_ENDED: Label(_("Sesiones cerradas"), "info", "logout"),
	SecurityKind.ACCOUNT_DISABLED: Label(_("Cuenta desactivada"), "warn", "ban"),
	SecurityKind.TOKEN_REFUSED: Label(_("Credencial rechazada"), "warn", "shield-x"),
	SecurityKind.TOKEN_REUSED: Label(_("Credencial usada dos veces"), "bad", "shield-x"),
	SecurityKind.FORBIDDEN: Label(_("Sin permiso"), "warn", "ban"),
	SecurityKind.CLIENT_REFUSED: Label(_("Servicio rechazado"), "bad", "shield-x"),
	SecurityKind.SOAP_SECRET_REFUSED: Label(_("Clave SOAP equivocada"), "warn", "shield-x"),
	SecurityKind.SOAP_LOCKED: Label(_("Consumidor SOAP bloqueado"), "bad", "ban"),
	SecurityKind.SOAP_STALE: Label(_("Mensaje SOAP fuera de hora"), "warn", "clock"),
	SecurityKind.SOAP_REPLAYED: Label(_("Mensaje SOAP repetido"), "bad", "shield-x"),
}


def name_security(kind: str) -> Label:
	"""Return the label of a kind; one that a newer service told keeps its name."""
	return LABELS.get(kind) or Label(kind)
