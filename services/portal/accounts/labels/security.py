"""Names of security events, and of whom they concern."""

from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Role, Service
from chasqui.contracts.campaigns.security import SecurityEntry, SecurityKind
from chasqui.kernel.security.events import NOBODY
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code

LABELS: dict[str, Label] = {
	SecurityKind.SIGNED_IN: Label(_("Ingresó"), "ok", "login"),
	SecurityKind.SIGNED_OUT: Label(_("Salió"), "plain", "logout"),
	SecurityKind.SIGN_IN_FAILED: Label(_("Ingreso fallido"), "warn", "alert-triangle"),
	SecurityKind.SIGN_IN_LOCKED: Label(_("Ingreso bloqueado"), "bad", "ban"),
	SecurityKind.SESSIONS_ENDED: Label(_("Sesiones cerradas"), "info", "logout"),
	SecurityKind.CODE_FAILED: Label(_("Código equivocado"), "warn", "alert-triangle"),
	SecurityKind.CODE_LOCKED: Label(_("Códigos bloqueados"), "bad", "ban"),
	SecurityKind.CODE_REUSED: Label(_("Código usado dos veces"), "bad", "shield-x"),
	SecurityKind.RECOVERY_CODE_USED: Label(_("Usó un código de recuperación"), "info", "history"),
	SecurityKind.TICKET_REFUSED: Label(_("Segundo paso caducado"), "warn", "hourglass"),
	SecurityKind.PASSWORD_REFUSED: Label(_("Contraseña equivocada"), "warn", "alert-triangle"),
	SecurityKind.SECOND_FACTOR_ON: Label(_("Encendió el segundo factor"), "ok", "shield-check"),
	SecurityKind.SECOND_FACTOR_OFF: Label(_("Apagó el segundo factor"), "warn", "shield"),
	SecurityKind.SECOND_FACTOR_RESET: Label(_("Segundo factor restablecido"), "warn", "refresh"),
	SecurityKind.RECOVERY_CODES_RENEWED: Label(_("Códigos renovados"), "info", "refresh"),
	SecurityKind.PASSWORD_CHANGED: Label(_("Cambió su contraseña"), "info", "lock"),
	SecurityKind.PASSWORD_RESET: Label(_("Contraseña restablecida"), "warn", "refresh"),
	SecurityKind.PASSWORD_CHOSEN: Label(_("Eligió contraseña con un enlace"), "ok", "lock"),
	SecurityKind.PASSWORD_FORGOTTEN: Label(_("Olvidó su contraseña"), "info", "mail"),
	SecurityKind.PASSWORD_LINK_REFUSED: Label(_("Enlace rechazado"), "warn", "shield-x"),
	SecurityKind.ACCOUNT_ADDED: Label(_("Cuenta creada"), "info", "user-plus"),
	SecurityKind.ACCOUNT_CHANGED: Label(_("Datos de la cuenta cambiados"), "info", "edit"),
	SecurityKind.ROLES_CHANGED: Label(_("Papeles cambiados"), "warn", "users"),
	SecurityKind.ACCOUNTS_EXPORTED: Label(_("Sacó la lista del equipo"), "info", "download"),
	SecurityKind.ACCOUNT_DISABLED: Label(_("Cuenta desactivada"), "warn", "ban"),
	SecurityKind.ACCOUNT_ENABLED: Label(_("Cuenta reactivada"), "info", "circle-check"),
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
	"""Return the label of a kind; one that a newer service sent keeps its name."""
	return LABELS.get(kind) or Label(kind)


def name_service(code: str) -> Any:
	"""Return what a part of the suite is called; one that a newer version has keeps its code."""
	return name_code(Service(code)).text if code in list(Service) else code


def name_subject(entry: SecurityEntry) -> Any:
	"""Return who it was, in words."""
	return name_actor(entry.subject, entry.subject_name)


def name_actor(subject: str, name: str) -> Any:
	"""Return who did something: an account, a service, a task; the subject where it is unknown."""
	kind, _colon, code = subject.partition(":")
	if subject == NOBODY:
		return _("nadie conocido")
	if kind == "service":
		return name_service(code)
	if kind == "consumer":
		return _("Consumidor %(name)s", name=code)
	return name or (describe_actor(subject) if kind in KINDS else subject)


def describe_actor(subject: str) -> Any:
	"""Return what kind of somebody did it: «cuenta 3», «tarea del sistema»."""
	kind, _colon, code = subject.partition(":")
	if kind == "staff":
		return _("cuenta %(number)s", number=code)
	return KINDS.get(kind, "")


KINDS: dict[str, Any] = {
	"staff": _("cuenta"), "service": _("parte de la suite"), "task": _("tarea del sistema"),
	"consumer": _("sistema que pregunta por riesgo"),
}  # fmt: skip
FIELDS = {"name": _("nombre"), "email": _("correo"), ">": "→"}


def name_detail(entry: SecurityEntry) -> str:
	"""Return what was given or changed: «Asesoría de ventas → Administración»."""
	named = [str(FIELDS.get(code) or name_role(code)) for code in entry.detail.split()]
	return ", ".join(named).replace(", →,", " →")


def name_role(code: str) -> Any:
	"""Return what a role is called; one that a newer version has keeps its code."""
	return name_code(Role(code)).text if code in list(Role) else code


def name_doer(entry: SecurityEntry) -> Any:
	"""Return who did it to somebody else's account; nothing where it was the person."""
	name = name_actor(entry.by, entry.by_name) if entry.by else ""
	return _("por %(name)s", name=name) if name else ""
