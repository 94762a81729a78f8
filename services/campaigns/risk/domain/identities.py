"""Identifications that are looked up: why one is refused, in words, and a key that hides it.

A wrong one is refused before anybody is asked.
"""

import hashlib
import hmac

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import BadIdentity, Flaw, parse_identity, strip_separators
from chasqui.contracts.risk import Identification
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say

FLAWS: dict[Flaw, Text] = {
	Flaw.CEDULA_LENGTH: say("La cédula tiene 10 dígitos."),
	Flaw.CEDULA_THIRD_DIGIT: say("El tercer dígito de una cédula va de 0 a 6."),
	Flaw.RUC_LENGTH: say("El RUC tiene 13 dígitos."),
	Flaw.RUC_THIRD_DIGIT: say("El tercer dígito del RUC no puede ser 7 ni 8."),
	Flaw.RUC_ESTABLISHMENT: say("El RUC no puede terminar en 000."),
	Flaw.FINAL_CONSUMER: say("Ese RUC es el del consumidor final: no es de nadie."),
	Flaw.PROVINCE: say("Los dos primeros dígitos de la cédula o del RUC no son de una provincia."),
	Flaw.CHECK_DIGIT: say("El dígito verificador de la cédula no corresponde."),
	Flaw.PASSPORT: say("El pasaporte lleva de 3 a 20 letras y números."),
	Flaw.RUT_SHAPE: say("El RUT chileno no es válido: revise el dígito verificador."),
	Flaw.RUT_CHECK_DIGIT: say("El RUT chileno no es válido: revise el dígito verificador."),
}
CEDULA_LENGTH, RUC_LENGTH = 10, 13


class BadIdentification(BadValue):
	"""No identification of its type; `text` says why."""


def read_identification(id_type: IdentityType, text: str) -> Identification:
	"""Return the identification in `text`, separators taken away.

	:raises BadIdentification: it has not the shape of its type, or a wrong check digit
	"""
	try:
		identity = parse_identity(id_type, text)
	except BadIdentity as bad:
		raise BadIdentification(FLAWS[bad.flaw]) from bad
	# The keys of looks that are kept were made of numbers without any sign.
	return Identification(id_type=id_type.value, id_number=identity.number.replace("-", ""))


def guess_type(text: str) -> IdentityType | None:
	"""Return the type that the digits of a file's cell indicate: ten a cédula, thirteen a RUC."""
	number = strip_separators(text)
	if not (number.isascii() and number.isdigit()):
		return None
	return {CEDULA_LENGTH: IdentityType.CEDULA, RUC_LENGTH: IdentityType.RUC}.get(len(number))


class IdentityHasher:
	"""Makes keys by which the same person is found again, and nobody's number is read."""

	def __init__(self, secret: str) -> None:
		self._secret = secret.encode()

	def make_key(self, one: Identification) -> str:
		"""Return the HMAC-SHA256 of an identification, in hex."""
		return self._sign(f"{one.id_type}:{one.id_number}")

	def make_name_key(self, name: str) -> str:
		"""Return the key of a name as it was asked, case aside."""
		return self._sign(f"name:{' '.join(name.upper().split())}")

	def _sign(self, text: str) -> str:
		return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()
