"""Identifications that are looked up: their shape, their check digit, and a key that hides them.

A wrong check digit is refused before anybody is asked. Companies hold valid RUCs that do not pass
the published checksum (python-stdnum issue 497 lists four), so theirs is not looked at here.
"""

import hashlib
import hmac
import re

from stdnum.cl import rut
from stdnum.ec import ci

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.risk import Identification
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import say

SEPARATORS = str.maketrans("", "", " -.\t\u00a0")
PASSPORT = re.compile(r"[A-Z0-9]{3,20}")
RUC = re.compile(r"\d{13}")
CEDULA_LENGTH, RUC_LENGTH = 10, 13
COMPANY_DIGITS = ("6", "9")  # third digit of a RUC: public bodies, private companies


class BadIdentity(BadValue):
	"""No identification of its type; `text` says why."""


def read_identification(id_type: IdentityType, text: str) -> Identification:
	"""Return the identification in `text`, separators taken away.

	:raises BadIdentity: it has not the shape of its type, or a wrong check digit
	"""
	number = text.translate(SEPARATORS).upper()
	if not number.isascii():
		raise BadIdentity(say("La identificación solo lleva letras sin acento y números."))
	CHECKS[id_type](number)
	return Identification(id_type=id_type.value, id_number=number)


def guess_type(text: str) -> IdentityType | None:
	"""Return the type that the digits of a file's cell tell: ten a cédula, thirteen a RUC."""
	number = text.translate(SEPARATORS)
	if not (number.isascii() and number.isdigit()):
		return None
	return {CEDULA_LENGTH: IdentityType.CEDULA, RUC_LENGTH: IdentityType.RUC}.get(len(number))


def _check_cedula(number: str) -> None:
	if len(number) != CEDULA_LENGTH or not number.isdigit():
		raise BadIdentity(say("La cédula tiene 10 dígitos."))
	if not ci.is_valid(number):
		raise BadIdentity(say("El dígito verificador de la cédula no corresponde."))


def _check_ruc(number: str) -> None:
	if not RUC.fullmatch(number) or number.endswith("000"):
		raise BadIdentity(say("El RUC tiene 13 dígitos y no termina en 000."))
	if number[2] not in COMPANY_DIGITS and not ci.is_valid(number[:CEDULA_LENGTH]):
		raise BadIdentity(say("El RUC de una persona empieza con su cédula, y esta no es válida."))


def _check_passport(number: str) -> None:
	if not PASSPORT.fullmatch(number):
		raise BadIdentity(say("El pasaporte lleva de 3 a 20 letras y números."))


def _check_rut(number: str) -> None:
	if not rut.is_valid(number):
		raise BadIdentity(say("El RUT chileno no es válido: revise el dígito verificador."))


CHECKS = {
	IdentityType.CEDULA: _check_cedula,
	IdentityType.RUC: _check_ruc,
	IdentityType.PASSPORT: _check_passport,
	IdentityType.RUT_CL: _check_rut,
}


class IdentityKeys:
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
