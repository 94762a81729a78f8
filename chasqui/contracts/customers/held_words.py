"""Codes of the services in words, for the person who reads what is held about them."""

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.territory import list_provinces

WORDS = {
	"person": "persona", "company": "empresa", "cedula": "cédula", "ruc": "RUC",
	"passport": "pasaporte", "rut_cl": "RUT (Chile)", "F": "mujer", "M": "hombre", "X": "otro",
	"unknown": "sin dato", "email": "correo", "phone": "teléfono", "es": "español",
	"en": "inglés", "qu": "kichwa", "new": "nuevo", "loyal": "leal", "home": "casa",
	"work": "trabajo", "other": "otro", "morning": "mañana", "afternoon": "tarde",
	"evening": "noche", "seen": "vio la ficha", "searched": "buscó", "registered": "registró",
	"changed": "cambió datos", "archived": "archivó", "restored": "restauró",
	"imported": "importó", "exported": "exportó", "merged": "unió registros",
	"unmerged": "deshizo una unión", "consent_changed": "cambió un permiso",
	"request_opened": "abrió una solicitud", "request_closed": "cerró una solicitud",
	"erasure_begun": "pidió el borrado", "queued": "en espera", "claimed": "por salir",
	"sending": "saliendo", "accepted": "entregado al servidor", "deferred": "aplazado",
	"failed": "falló", "skipped": "no se envió", "uncertain": "incierto",
	"no_address": "sin dirección", "no_consent": "sin permiso", "unsubscribed": "baja",
	"suppressed": "no se le escribe", "unsubscribe": "baja", "consent": "permiso retirado",
	"objection": "oposición", "bounce": "la dirección rebotó", "LOW": "bajo",
	"MEDIUM": "medio", "HIGH": "alto", "UNKNOWN": "desconocido", "FOUND": "con registro",
	"NOT_FOUND": "sin registro", "STALE": "registro antiguo", "telemarketing": "llamada de ventas",
	"credit_offer": "oferta de crédito",
	"campaign_review": "revisión de campaña",
	"identification": "por identificación", "batch": "en un lote",
	"holder_request": "lo pidió la persona", "MULTIPLE_MATCHES": "varias personas",
	**{result.value: result.outcome.label.lower() for result in CallResult},
	**{province.code: province.name for province in list_provinces()},
}  # fmt: skip
