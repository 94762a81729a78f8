"""What the care of the data is called on a page."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quality import DuplicateReason, QualityKind, SearchState
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(DuplicateReason.IDENTITY, Label(_("Cédula en el RUC"), "bad", "id")),
	(DuplicateReason.NAME_BIRTH, Label(_("Nombre y nacimiento"), "warn", "calendar")),
	(DuplicateReason.EMAIL, Label(_("Correo"), "info", "mail")),
	(DuplicateReason.PHONE, Label(_("Teléfono"), "info", "phone")),
	(SearchState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(SearchState.RUNNING, Label(_("Buscando"), "info", "search")),
	(SearchState.DONE, Label(_("Terminada"), "ok", "circle-check")),
	(SearchState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(SearchState.FAILED, Label(_("Se detuvo"), "bad", "alert-circle")),
	(QualityKind.UNVERIFIED_RUC, Label(_("RUC sin verificar"), "warn", "id")),
	(QualityKind.WRONG_PHONE, Label(_("Teléfono equivocado"), "bad", "phone-x")),
	(QualityKind.BOUNCED_EMAIL, Label(_("Correo que rebota"), "bad", "mail-x")),
	(QualityKind.MISSING_CONSENT, Label(_("Sin permisos"), "info", "shield-question")),
	(QualityKind.UNREACHABLE, Label(_("Sin correo ni teléfono"), "warn", "phone-off")),
	(QualityKind.STALE, Label(_("Sin cambios en dos años"), "plain", "history")),
)
# What to do about each kind of fault.
ADVICE: dict[str, Any] = {
	QualityKind.UNVERIFIED_RUC: _(
		"El dígito verificador no cuadra, como el de algunos RUC válidos."
		" Compruébelo con el documento."
	),
	QualityKind.WRONG_PHONE: _("Quien contestó no era el cliente. Consiga otro número y cámbielo."),
	QualityKind.BOUNCED_EMAIL: _("La dirección no existe. Un correo nuevo la reemplaza."),
	QualityKind.MISSING_CONSENT: _(
		"Hay cómo contactarlo, pero no consta permiso. Pídalo y anótelo."
	),
	QualityKind.UNREACHABLE: _("No hay cómo contactarlo. Complete un correo o un teléfono."),
	QualityKind.STALE: _("Confirme los datos con el cliente y guarde la ficha."),
}
WORDS = Words(PAIRS)
