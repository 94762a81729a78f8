"""Codes of the services in words, for the person who reads what is held about them."""

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.territory import list_provinces
from chasqui.kernel.texts.text import say

WORDS = {
	"person": say("persona"),
	"company": say("empresa"),
	"cedula": say("cédula"),
	"ruc": say("RUC"),
	"passport": say("pasaporte"),
	"rut_cl": say("RUT (Chile)"),
	"F": say("mujer"),
	"M": say("hombre"),
	"X": say("otro"),
	"unknown": say("sin dato"),
	"email": say("correo"),
	"phone": say("teléfono"),
	"es": say("español"),
	"en": say("inglés"),
	"qu": say("kichwa"),
	"new": say("nuevo"),
	"loyal": say("leal"),
	"home": say("casa"),
	"work": say("trabajo"),
	"other": say("otro"),
	"morning": say("mañana"),
	"afternoon": say("tarde"),
	"evening": say("noche"),
	"seen": say("vio la ficha"),
	"searched": say("buscó"),
	"registered": say("registró"),
	"changed": say("cambió datos"),
	"archived": say("archivó"),
	"restored": say("restauró"),
	"imported": say("importó"),
	"exported": say("exportó"),
	"merged": say("unió registros"),
	"unmerged": say("deshizo una unión"),
	"consent_changed": say("cambió un permiso"),
	"request_opened": say("abrió una solicitud"),
	"request_closed": say("cerró una solicitud"),
	"erasure_begun": say("pidió el borrado"),
	"queued": say("en espera"),
	"claimed": say("por salir"),
	"sending": say("saliendo"),
	"accepted": say("entregado al servidor"),
	"deferred": say("aplazado"),
	"failed": say("falló"),
	"skipped": say("no se envió"),
	"uncertain": say("incierto"),
	"no_address": say("sin dirección"),
	"no_consent": say("sin permiso"),
	"unsubscribed": say("baja"),
	"suppressed": say("no se le escribe"),
	"sold": say("compró por teléfono"),
	"not_interested": say("dijo que no le interesa"),
	"unsubscribe": say("baja"),
	"consent": say("permiso retirado"),
	"objection": say("oposición"),
	"bounce": say("la dirección rebotó"),
	"LOW": say("bajo"),
	"MEDIUM": say("medio"),
	"HIGH": say("alto"),
	"UNKNOWN": say("desconocido"),
	"FOUND": say("con registro"),
	"NOT_FOUND": say("sin registro"),
	"STALE": say("registro antiguo"),
	"telemarketing": say("llamada de ventas"),
	"credit_offer": say("oferta de crédito"),
	"campaign_review": say("revisión de campaña"),
	"identification": say("por identificación"),
	"batch": say("en un lote"),
	"holder_request": say("lo pidió la persona"),
	"MULTIPLE_MATCHES": say("varias personas"),
}
RESULTS = {result.value: result.outcome.label for result in CallResult}
# No cantons: their codes are bare digits, as years and numbers are.
PROVINCES = {province.code: province.name for province in list_provinces()}


def name_code(code: str) -> str:
	"""Return a code in words, in the current language; another text as it is."""
	if code in RESULTS:
		return str(RESULTS[code]).lower()
	return PROVINCES.get(code) or str(WORDS.get(code, code))
