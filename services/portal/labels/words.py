"""What codes are called on a page: a text, a tone and an icon for each."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns import AudienceState, Phase
from chasqui.contracts.customers import (
	Category,
	CustomerKind,
	Gender,
	IdentityType,
	SegmentKind,
)
from chasqui.contracts.desk import CallResult
from chasqui.contracts.mailer import DeliveryState, DesignKind, RunKind, RunState
from chasqui.contracts.risk import IdWarning, MatchKind, RiskLevel, RiskStatus
from chasqui.contracts.risk_desk import LookupKind, ReviewState, RiskPurpose
from portal.labels import (
	care,
	import_words,
	lists,
	person,
)
from portal.labels.label import Label

# Pairs, not a mapping: members of different enums are equal where their texts are.
PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(Role.MARKETING_HEAD, Label(_("Jefatura de marketing"), "primary")),
	(Role.ADVISOR, Label(_("Asesoría de ventas"), "plum")),
	(Role.ADMINISTRATOR, Label(_("Administración"), "info")),
	(Phase.PLANNED, Label(_("Planificada"), "plain", "circle-dashed")),
	(Phase.SEGMENTED, Label(_("Segmentada"), "info", "users")),
	(Phase.IN_EXECUTION, Label(_("En ejecución"), "ok", "player-play")),
	(Phase.PAUSED, Label(_("Pausada"), "warn", "player-pause")),
	(Phase.FINISHED, Label(_("Finalizada"), "primary", "flag")),
	(Phase.CANCELLED, Label(_("Cancelada"), "bad", "ban")),
	(AudienceState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(AudienceState.BUILDING, Label(_("Construyéndose"), "info", "refresh")),
	(AudienceState.READY, Label(_("Lista"), "ok", "circle-check")),
	(AudienceState.FAILED, Label(_("Falló"), "bad", "alert-circle")),
	(AudienceState.OUTDATED, Label(_("Desactualizada"), "warn", "alert-triangle")),
	(IdentityType.CEDULA, Label(_("Cédula"))),
	(IdentityType.RUC, Label(_("RUC"))),
	(IdentityType.PASSPORT, Label(_("Pasaporte"))),
	(IdentityType.RUT_CL, Label(_("RUT (Chile)"))),
	(Gender.FEMALE, Label(_("Mujeres"))),
	(Gender.MALE, Label(_("Hombres"))),
	(Gender.OTHER, Label(_("Otro"))),
	(Gender.UNKNOWN, Label(_("Sin dato"))),
	(CustomerKind.PERSON, Label(_("Persona"), icon="user")),
	(CustomerKind.COMPANY, Label(_("Empresa"), icon="id")),
	(SegmentKind.PERSON, Label(_("Personas"))),
	(SegmentKind.COMPANY, Label(_("Empresas"))),
	(SegmentKind.ANY, Label(_("Personas y empresas"))),
	(Category.NEW, Label(_("Nuevo"), "info")),
	(Category.REGULAR, Label(_("Regular"), "plain")),
	(Category.LOYAL, Label(_("Leal"), "plum")),
	(CallResult.SALE, Label(_("Venta"), "ok", "phone-check")),
	(CallResult.INTERESTED, Label(_("Interesado"), "primary", "thumb-up")),
	(CallResult.CALLBACK_OWN, Label(_("Volver a llamar"), "info", "clock")),
	(CallResult.NOT_INTERESTED, Label(_("No le interesa"), "warn", "thumb-down")),
	(CallResult.NO_ANSWER, Label(_("No contesta"), "plain", "phone-off")),
	(CallResult.BUSY, Label(_("Ocupado"), "plain", "phone-call")),
	(CallResult.VOICEMAIL, Label(_("Buzón de voz"), "plain", "microphone")),
	(CallResult.WRONG_NUMBER, Label(_("Número errado"), "warn", "phone-x")),
	(CallResult.DO_NOT_CALL, Label(_("No volver a llamar"), "bad", "ban")),
	(CallResult.SKIPPED, Label(_("Omitido"), "plain", "arrow-right")),
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
	(ReviewState.DONE, Label(_("Terminada"), "ok", "circle-check")),
	(ReviewState.FAILED, Label(_("Se detuvo"), "bad", "alert-circle")),
)
LABELS: dict[tuple[type, str], Label] = {
	(type(code), code.value): label
	for code, label in (*PAIRS, *care.PAIRS, *import_words.PAIRS, *lists.PAIRS, *person.PAIRS)
}
# One person's gender, where the segment's word is a plural.
GENDER_OF_ONE: dict[str, Any] = {
	Gender.FEMALE: _("Mujer"),
	Gender.MALE: _("Hombre"),
	Gender.OTHER: _("Otro"),
	Gender.UNKNOWN: _("Sin dato"),
}
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
	"cancelled": _("Envío cancelado"),
	"phase_closed": _("La campaña se cerró"),
	"rejected": _("Rechazado por el servidor"),
	"unknown_address": _("La dirección no existe"),
	"gave_up": _("Se agotaron los intentos"),
	"person": _("En pausa por decisión de una persona"),
	"phase": _("En pausa porque la campaña está en pausa"),
	"breaker": _("En pausa: el servidor de correo no responde"),
}


def name_code(code: str) -> Label:
	"""Return the label of an enum's member; a text that is none is its own label."""
	return LABELS.get((type(code), str(code))) or Label(str(code))


def name_reason(code: str) -> Any:
	"""Return what a reason of the mailer is called."""
	return REASONS.get(code, code.replace("_", " "))


def name_gender(code: str) -> Any:
	"""Return one person's gender in words."""
	return GENDER_OF_ONE.get(code, code)


def read_call_result(code: str) -> CallResult | str:
	"""Return the call result of a code; an unknown code as it is."""
	return next((result for result in CallResult if result == code), code)
