"""What the parts of a person's file, rights and audit are called on a page."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.fields import CHOSEN
from chasqui.contracts.customers.list_values import FILTER_NAMES
from chasqui.contracts.customers.profiles import (
	ContactLabel,
	Country,
	CustomValue,
	DayPart,
	FieldKind,
	Language,
)
from chasqui.contracts.customers.rights import RequestState, RightKind
from portal.profile.labels.fields import LABELS, PLACE
from portal.shell.labels.formats import NOTHING, format_typed_date
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words


class HappeningKind(StrEnum):
	"""Kinds of what happens between a person and the company; texts of the address."""

	CALL = "llamadas"
	MAIL = "correos"
	CONSENT = "permisos"
	DATA = "datos"
	RISK = "riesgo"
	SALE = "ventas"
	SURVEY = "encuestas"


PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(HappeningKind.CALL, Label(_("Llamadas"), "primary", "phone")),
	(HappeningKind.MAIL, Label(_("Correos"), "plum", "mail")),
	(HappeningKind.CONSENT, Label(_("Permisos"), "ok", "shield-check")),
	(HappeningKind.DATA, Label(_("Datos"), "info", "edit")),
	(HappeningKind.RISK, Label(_("Riesgo"), "warn", "shield-half")),
	(HappeningKind.SALE, Label(_("Ventas"), "ok", "cash")),
	(HappeningKind.SURVEY, Label(_("Encuestas"), "info", "message-circle")),
	(ConsentChannel.EMAIL, Label(_("Correo"), icon="mail")),
	(ConsentChannel.PHONE, Label(_("Llamadas"), icon="phone")),
	(ContactLabel.PERSONAL, Label(_("Personal"))),
	(ContactLabel.HOME, Label(_("Casa"))),
	(ContactLabel.WORK, Label(_("Trabajo"))),
	(ContactLabel.OTHER, Label(_("Otro"))),
	(Country.ECUADOR, Label(_("Ecuador"))),
	(Country.CHILE, Label(_("Chile"))),
	(DayPart.MORNING, Label(_("Mañana"), icon="sun")),
	(DayPart.AFTERNOON, Label(_("Tarde"), icon="clock")),
	(DayPart.EVENING, Label(_("Noche"), icon="moon")),
	(Language.SPANISH, Label(_("Español"))),
	(Language.ENGLISH, Label(_("Inglés"))),
	(Language.KICHWA, Label(_("Kichwa"))),
	(FieldKind.TEXT, Label(_("Texto"), icon="note")),
	(FieldKind.NUMBER, Label(_("Número"), icon="hash")),
	(FieldKind.DATE, Label(_("Fecha"), icon="calendar")),
	(FieldKind.BOOLEAN, Label(_("Sí o no"), icon="check")),
	(FieldKind.CHOICE, Label(_("Lista de opciones"), icon="menu-2")),
	(RightKind.ACCESS, Label(_("Acceso"), "info", "eye")),
	(RightKind.RECTIFICATION, Label(_("Rectificación"), "primary", "edit")),
	(RightKind.ERASURE, Label(_("Eliminación"), "bad", "trash")),
	(RightKind.OBJECTION, Label(_("Oposición"), "warn", "ban")),
	(RightKind.PORTABILITY, Label(_("Portabilidad"), "plum", "download")),
	(RequestState.OPEN, Label(_("Abierta"), "warn", "inbox")),
	(RequestState.GRANTED, Label(_("Concedida"), "ok", "circle-check")),
	(RequestState.DENIED, Label(_("Negada"), "plain", "circle-x")),
	(AuditAction.SEEN, Label(_("Vio la ficha"), "plain", "eye")),
	(AuditAction.REVEALED, Label(_("Pidió ver la identificación"), "warn", "id")),
	(AuditAction.SEARCHED, Label(_("Buscó clientes"), "plain", "search")),
	(AuditAction.REGISTERED, Label(_("Registró al cliente"), "ok", "user-plus")),
	(AuditAction.CHANGED, Label(_("Cambió datos"), "info", "edit")),
	(AuditAction.ARCHIVED, Label(_("Archivó al cliente"), "warn", "inbox")),
	(AuditAction.RESTORED, Label(_("Restauró al cliente"), "ok", "refresh")),
	(AuditAction.IMPORTED, Label(_("Importó datos"), "info", "file-import")),
	(AuditAction.EXPORTED, Label(_("Exportó datos"), "plum", "download")),
	(AuditAction.MERGED, Label(_("Unió registros"), "primary", "users")),
	(AuditAction.UNMERGED, Label(_("Deshizo una unión"), "warn", "arrow-left")),
	(AuditAction.CONSENT_CHANGED, Label(_("Cambió un permiso"), "info", "shield-check")),
	(AuditAction.SEGMENT_SAVED, Label(_("Guardó un segmento"), "info", "users-group")),
	(AuditAction.SEGMENT_DELETED, Label(_("Borró un segmento"), "warn", "trash")),
	(AuditAction.REQUEST_OPENED, Label(_("Abrió una solicitud"), "warn", "inbox")),
	(AuditAction.REQUEST_CLOSED, Label(_("Cerró una solicitud"), "ok", "circle-check")),
	(AuditAction.ERASURE_BEGUN, Label(_("Ordenó borrar los datos"), "bad", "trash")),
	(AuditAction.ERASED, Label(_("Borró los datos"), "bad", "trash")),
)
# The fields that a person chooses between, in the order of the form.
FIELD_NAMES: dict[str, Any] = {name: LABELS[name] for name in CHOSEN if name != "canton"} | {
	"province": PLACE
}
# Sections of the profile, by their name in the contract.
SECTIONS: dict[str, Any] = {
	"contacts": _("Otros teléfonos y correos"), "addresses": _("Otras direcciones"),
	"preferences": _("Preferencias"), "dates": _("Fechas especiales"), "tags": _("Etiquetas"),
	"custom": _("Campos propios"), "category_override": _("Categoría puesta a mano"),
}  # fmt: skip
DATA_NAMES: dict[str, Any] = {
	**FILTER_NAMES, **LABELS, **SECTIONS,
	"province": PLACE, "q": _("texto buscado"), "customer_id": _("cliente"),
	"action": _("acción"), "actor": _("cuenta"), "since": _("desde"), "until": _("hasta"),
	# Tables that an erasure empties.
	"customer": _("ficha"), "customer_contact": _("otros contactos"),
	"customer_address": _("otras direcciones"), "customer_date": _("fechas especiales"),
	"customer_tag": _("etiquetas"), "customer_merge": _("uniones"),
	"customer_advisor": _("responsable"), "consent_change": _("cambios de permisos"),
	"duplicate_pair": _("pares parecidos"), "quality_dismissal": _("avisos revisados"),
	"rights_request": _("solicitudes"), "subscription": _("servicios que usa"),
	"held_subscription": _("servicios anotados"), "sale": _("compras"), "equipment": _("equipos"),
	"service_order": _("órdenes de servicio"), "part_order": _("pedidos de repuestos"),
	"quote": _("cotizaciones"),
	"quote_mail": _("cotizaciones enviadas"),
	"import_rejection": _("filas rechazadas"), "event": _("sucesos"),
	"idempotency": _("respuestas guardadas"),
	"former_value": _("datos anteriores"), "import_change": _("datos de antes de una importación"),
	"saved_view": _("vistas guardadas"),
	"saved_segment": _("segmentos guardados"),
	"segment_customer": _("clientes elegidos para segmentos"),
	"campaign": _("criterios de campañas"), "campaign_draft": _("borradores de campañas"),
	"import_job": _("importaciones"), "bulk_job": _("acciones sobre muchos"),
	"erasure": _("borrados"), "consent_evidence": _("pruebas de permisos"),
	# What is kept of the catalogue and of promotions.
	"type_id": _("tipo"), "reference": _("referencia"), "brand": _("marca"),
	"vat_class": _("IVA"), "sells_without_stock": _("se vende sin existencias"),
	"description": _("descripción"), "attributes": _("características"),
	"sheet": _("ficha de venta"), "price": _("precio"), "stock": _("existencias"),
	"pictures": _("imágenes"), "state": _("estado"), "band": _("banda de precio"),
	"price_from": _("precio desde"), "price_to": _("precio hasta"), "phase": _("momento"),
	"in_stock": _("con existencias"), "kind": _("clase"), "value": _("valor"), "text": _("texto"),
	"conditions": _("condiciones"), "valid_from": _("válida desde"),
	"valid_until": _("válida hasta"), "item_ids": _("artículos"), "type_ids": _("tipos"),
	"for_kind": _("para quién"), "age": _("edad"), "evidence": _("prueba del permiso"),
	# What is kept of sales, and what narrows their list.
	"ordered_on": _("día del pedido"), "channel": _("canal"), "source": _("de dónde viene"),
	"origin": _("campaña que la trajo"), "note": _("nota"), "lines": _("líneas"),
	"seller": _("quién vendió"), "campaign_id": _("campaña"), "item_id": _("artículo"),
	"month": _("mes de la factura"),
	"ordered_from": _("pedidas desde"), "ordered_to": _("pedidas hasta"),
	"outcome": _("resultado a 90 días"),
	"issued_from": _("emitidas desde"), "issued_to": _("emitidas hasta"),
	"until_from": _("válidas al menos hasta"), "until_to": _("válidas hasta, como mucho"),
	"invoiced_from": _("facturadas desde"), "invoiced_to": _("facturadas hasta"),
	"total_from": _("total desde"), "total_to": _("total hasta"),
}  # fmt: skip
DETAIL_NAMES: dict[str, Any] = {
	"fields": _("campos"), "rows": _("filas"), "what": _("qué"), "request_id": _("solicitud"),
	"erasure_id": _("borrado"), "kept_id": _("queda el registro"), "state": _("decisión"),
	"merged_id": _("registro unido"), "merge_id": _("unión"), "import_id": _("importación"),
	"kind": _("clase"), "created": _("creados"), "updated": _("actualizados"),
	"deliveries": _("correos"), "audience_members": _("copias en audiencias"),
	"calls": _("llamadas"), "was_known": _("era conocida"), "channel": _("canal"),
	"records": _("registros"), "mode": _("modo"), "format": _("formato"),
	"columns": _("columnas"), "bulk_job": _("acción sobre muchos"), "item_id": _("artículo"),
	"step": _("paso"), "list": _("lista"), "promotion_id": _("promoción"),
	"sale_id": _("venta"), "quote_id": _("cotización"),
}  # fmt: skip
WHAT_NAMES: dict[str, Any] = {
	"profile": _("perfil"), "activity": _("actividad en campañas"), "mails": _("correos"),
	"risk_decision": _("riesgo alto"), "call_correction": _("resultado corregido"),
	"holdings": _("expediente"), "audit": _("auditoría"),
	"granted": _("concedida"), "denied": _("negada"), "access": _("acceso"),
	"rectification": _("rectificación"),
	"erasure": _("eliminación"), "objection": _("oposición"), "portability": _("portabilidad"),
	"customers": _("clientes"), "True": _("sí"), "False": _("no"), "create": _("solo crear"),
	"catalogue": _("catálogo"), "added": _("agregado"), "changed": _("cambiado"),
	"deleted": _("borrado"), "on_sale": _("en venta"), "retired": _("retirado"),
	"draft": _("borrador"), "published": _("publicada"), "ended": _("terminada"),
	"promotions": _("promociones"), "risk_holdings": _("expediente de la central de riesgos"),
	"update": _("actualizar"), "undo": _("deshacer"), "csv": _("CSV"), "xlsx": _("Excel"),
	"jsonl": _("JSON"), "sales": _("ventas"), "quotes": _("cotizaciones"),
	"invoiced": _("facturada"), "paid": _("pagada"), "returned": _("devuelta"),
	"voided": _("anulada"), "authorised": _("clave de acceso anotada"), "issued": _("emitida"),
	"accepted": _("aceptada"), "rejected": _("rechazada"), "expired": _("vencida"),
	"mailed": _("enviada por correo"), "pdf": _("PDF"),
}  # fmt: skip
# What is doubtful about a customer's data, by the code of the service.
WARNINGS: dict[str, Any] = {
	"checksum_unverifiable": _("El dígito verificador del RUC no se puede comprobar."),
	"company_ruc": _("Es una persona con un RUC de los que llevan las empresas."),
	"zero_restored": _("A la identificación le faltaba un cero inicial, que se restituyó."),
	"wrong_phone": _("En el teléfono contestó otra persona."),
	"erased_email": _("El correo es de alguien que pidió borrar sus datos."),
	"erased_phone": _("El teléfono es de alguien que pidió borrar sus datos."),
}
# Where a permission came from, by the beginning of its source.
SOURCES: dict[str, Any] = {
	"staff:": _("anotado por el personal"), "import": _("archivo importado"),
	"csv": _("archivo importado"), "baja": _("enlace de baja de un correo"),
	"llamada": _("dicho en una llamada"),
	"mailer": _("enlace de baja de un correo"), "campaigns": _("dicho en una llamada"),
	"call": _("dicho en una llamada"), "merge": _("unión de registros"),
	"unsubscribe": _("enlace de baja de un correo"), "consent": _("permiso retirado"),
	"objection": _("oposición"), "bounce": _("la dirección rebotó"),
	"hard_bounce": _("la dirección rebotó"), "sample": _("datos de ejemplo"),
}  # fmt: skip


def name_data(code: str) -> Any:
	"""Return what a field or section is called; an unknown one as it is."""
	return DATA_NAMES.get(code, code.replace("_", " "))


def name_source(code: str) -> Any:
	"""Return where a permission came from, in words; an unknown source as it is."""
	return next((text for start, text in SOURCES.items() if code.startswith(start)), code)


def describe_detail(name: str, value: object) -> str:
	"""Return one detail in words: names of fields, counts, numbers of records."""
	title = str(DETAIL_NAMES.get(name, name.replace("_", " ")))
	if isinstance(value, dict):
		text = ", ".join(f"{name_data(key)} {count}" for key, count in value.items() if count)
	elif isinstance(value, list):
		text = ", ".join(str(name_data(str(one))) for one in value)
	else:
		text = str(WHAT_NAMES.get(str(value), value))
	return f"{title}: {text or '—'}"


def name_warning(code: str) -> Any:
	"""Return what is doubtful about the data, in words; an unknown code as it is."""
	return WARNINGS.get(code, code.replace("_", " "))


def name_custom(value: CustomValue, kind: FieldKind) -> str:
	"""Return the value of a field of the company's own as a person reads it."""
	if value is None or value == "":
		return NOTHING
	if isinstance(value, bool):
		return str(WHAT_NAMES[str(value)])
	if kind is FieldKind.DATE:
		return format_typed_date(str(value))
	if kind is FieldKind.NUMBER:
		return str(value).replace(".", ",")
	return str(value)


WORDS = Words(
	PAIRS,
	filters={
		"custom": name_custom,
		"detail": describe_detail,
		"source": name_source,
		"warning": name_warning,
	},
)
