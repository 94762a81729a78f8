"""Identifications as forms and files give them: why one is refused, in words, at its field."""

from chasqui.contracts import identities
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import BadIdentity, Flaw, Identity
from chasqui.kernel.texts.text import Text, say
from customers.people.domain.problems import BadField

FIELD = "id_number"
# What programs and people read of each flaw.
FLAWS: dict[Flaw, tuple[str, Text]] = {
	Flaw.CEDULA_LENGTH: ("bad_length", say("La cédula tiene 10 dígitos.")),
	Flaw.CEDULA_THIRD_DIGIT: (
		"bad_structure", say("El tercer dígito de una cédula va de 0 a 6."),
	),
	Flaw.RUC_LENGTH: ("bad_length", say("El RUC tiene 13 dígitos.")),
	Flaw.RUC_THIRD_DIGIT: ("bad_structure", say("El tercer dígito del RUC no puede ser 7 ni 8.")),
	Flaw.RUC_ESTABLISHMENT: ("bad_structure", say("El RUC no puede terminar en 000.")),
	Flaw.FINAL_CONSUMER: ("final_consumer", say("El consumidor final no es un cliente.")),
	Flaw.PROVINCE: ("bad_province", say("Los dos primeros dígitos no son de ninguna provincia.")),
	Flaw.CHECK_DIGIT: ("bad_check_digit", say("El dígito verificador no corresponde.")),
	Flaw.PASSPORT: ("bad_passport", say("El pasaporte lleva de 3 a 20 letras y números.")),
	Flaw.RUT_SHAPE: ("bad_rut", say("El RUT de Chile no es válido.")),
	Flaw.RUT_CHECK_DIGIT: ("bad_rut", say("El RUT de Chile no es válido.")),
}  # fmt: skip


def parse_identity(id_type: IdentityType, text: str) -> Identity:
	"""Return the canonical identity in `text`.

	:raises BadField: it is not one of that type
	"""
	try:
		return identities.parse_identity(id_type, text)
	except BadIdentity as bad:
		raise BadField(FIELD, *FLAWS[bad.flaw]) from bad
