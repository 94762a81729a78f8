"""A person to the risk service: the key of an identification, the record, the mark of a look.

python-stdnum is the reference for what is valid. A company's RUC is not refused for its check
digit: the tax office issues some that do not pass (python-stdnum issue 497 lists four). What is
written of a look-up says who asked about whom, and why, without naming the person.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say

SEPARATORS = str.maketrans("", "", " -. \t")
SHAPES = {
	IdentityType.CEDULA: re.compile(r"\d{10}"),
	IdentityType.RUC: re.compile(r"\d{13}"),
	IdentityType.PASSPORT: re.compile(r"[A-Z0-9]{3,20}"),
	IdentityType.RUT_CL: re.compile(r"\d{7,8}[0-9K]"),
}
# 30 and 50: registered abroad.
PROVINCES = frozenset([*(f"{number:02d}" for number in range(1, 25)), "30", "50"])
# The cédula's weights are 2,1,2,…: a doubled digit above 9 loses 9.
DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
PUBLIC_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
PRIVATE_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
SHOWN = 2  # characters at each end of a masked identification
MARK_BYTES = 16
KEY_PROOF = "chasqui-risk"


class BadIdentity(BadValue):
	"""The text is no identification of its type; `text` says why and does not quote it.

	`field` is ``id_type`` or ``id_number``.
	"""

	def __init__(self, field: str, text: Text) -> None:
		super().__init__(text)
		self.field = field


@dataclass(frozen=True, slots=True)
class PersonIdentity:
	"""`key` is ``type:number``; the RUC of a natural person stands for its cédula.

	`other_key` is set where a RUC with a 6 in third place is right both as that of a public
	institution and of a natural person: who asks looks under both. `is_verified` is False for
	a company's RUC whose check digit does not fit.
	"""

	key: str
	other_key: str | None = None
	is_verified: bool = True

	@property
	def keys(self) -> tuple[str, ...]:
		return (self.key,) if self.other_key is None else (self.key, self.other_key)


@dataclass(frozen=True, slots=True)
class RiskRecord:
	"""`key` is ``type:number``; `score` is 0–1000, higher is safer."""

	key: str
	name: str
	level: RiskLevel
	score: int | None
	as_of: date
	source: str

	@property
	def number(self) -> str:
		return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Asker:
	"""Who asks, why, and under which id; written to the audit with each look-up."""

	consumer: str
	purpose: str
	correlation_id: str


class Operation(StrEnum):
	BY_IDENTIFICATION = "identification"
	BY_NAME = "name"
	BATCH = "batch"


class PersonMarker:
	"""Turns a person's key into a mark that only who has the secret can make again."""

	def __init__(self, secret: str) -> None:
		self._secret = secret.encode()

	def mark(self, key: str) -> str:
		"""Return the first 128 bits of HMAC-SHA-256 of a person's key, as 32 hex digits."""
		return hmac.digest(self._secret, key.encode(), "sha256")[:MARK_BYTES].hex()

	@property
	def proof(self) -> str:
		"""What shows that two processes have the same secret."""
		return self.mark(KEY_PROOF)


@dataclass(frozen=True, slots=True)
class Trail:
	"""What all persons of one look-up share in the audit.

	A record older than `fresh_since` is noted (and answered) as STALE.
	"""

	asker: Asker
	operation: Operation
	at: datetime
	fresh_since: date


@dataclass(frozen=True, slots=True)
class Asked:
	"""One person asked for: the keys to look under, and their marks.

	The first key that is there counts, for the audit too; where none is, the first.
	"""

	keys: tuple[str, ...]
	marks: tuple[str, ...]

	def find_mark(self, key: str | None) -> str:
		"""Return the mark of the key that was found, or of the first."""
		return self.marks[0] if key is None else self.marks[self.keys.index(key)]


@dataclass(frozen=True, slots=True)
class Access:
	"""One look-up of a person, as the audit tells it."""

	at: datetime
	consumer: str
	purpose: str
	operation: str
	status: str
	correlation_id: str


def find_status(record: RiskRecord | None, fresh_since: date) -> RiskStatus:
	"""Return what a look-up that found `record` answers."""
	if record is None:
		return RiskStatus.NOT_FOUND
	return RiskStatus.STALE if record.as_of < fresh_since else RiskStatus.FOUND


def read_identity(id_type: str, id_number: str) -> PersonIdentity:
	"""Return whom an identification names, spaces, dots and dashes taken away.

	:raises BadIdentity: unknown type, wrong shape, or a wrong check digit of a person
	"""
	try:
		kind = IdentityType(id_type)
	except ValueError as error:
		raise BadIdentity("id_type", say("el tipo de identificación no existe")) from error
	number = id_number.translate(SEPARATORS).upper()
	if kind is IdentityType.RUT_CL:
		number = number.removeprefix("CL")
	if not number.isascii() or not SHAPES[kind].fullmatch(number):
		raise BadIdentity("id_number", say("no tiene la forma de su tipo de identificación"))
	if kind is IdentityType.CEDULA:
		_check_cedula(number)
	elif kind is IdentityType.RUC:
		return _read_ruc(number)
	elif kind is IdentityType.RUT_CL and not _has_rut_check_digit(number):
		raise BadIdentity("id_number", say("el dígito verificador no corresponde"))
	return PersonIdentity(f"{kind.value}:{number}")


def mask_number(number: str) -> str:
	"""Return ``17******65``."""
	hidden = "*" * max(len(number) - 2 * SHOWN, 0)
	return number[:SHOWN] + hidden + number[-SHOWN:]


def _check_cedula(number: str) -> None:
	_check_province(number)
	if number[2] > "6":
		raise BadIdentity("id_number", say("el tercer dígito de una cédula va de 0 a 6"))
	if not _has_cedula_check_digit(number):
		raise BadIdentity("id_number", say("el dígito verificador no corresponde"))


def _read_ruc(number: str) -> PersonIdentity:
	_check_province(number)
	if number[2] in "78":
		raise BadIdentity("id_number", say("el tercer dígito de un RUC no es 7 ni 8"))
	if number[2] < "6":
		return _read_natural_ruc(number)
	return _read_company_ruc(number)


def _read_natural_ruc(number: str) -> PersonIdentity:
	_check_cedula(number[:10])
	if number[10:] == "000":
		raise BadIdentity("id_number", say("un RUC no termina en 000"))
	return PersonIdentity(f"{IdentityType.CEDULA.value}:{number[:10]}")


def _read_company_ruc(number: str) -> PersonIdentity:
	"""Read a RUC with a 6 or a 9 in third place: public, private, or a foreigner's cédula."""
	own = f"{IdentityType.RUC.value}:{number}"
	cedula = f"{IdentityType.CEDULA.value}:{number[:10]}"
	is_natural = number[2] == "6" and _has_cedula_check_digit(number) and number[10:] != "000"
	if number[9:] != "0000" and _has_remainder(number, PUBLIC_WEIGHTS):
		return PersonIdentity(own, other_key=cedula if is_natural else None)
	if is_natural:
		return PersonIdentity(cedula)
	if number[10:] == "000" or number[9:] == "0000":
		raise BadIdentity("id_number", say("un RUC no termina en 000"))
	is_verified = number[2] == "9" and _has_remainder(number, PRIVATE_WEIGHTS)
	return PersonIdentity(own, is_verified=is_verified)


def _check_province(number: str) -> None:
	if number[:2] not in PROVINCES:
		raise BadIdentity("id_number", say("los dos primeros dígitos no son de ninguna provincia"))


def _has_cedula_check_digit(number: str) -> bool:
	total = sum(map(int, number[1:9:2])) + sum([DOUBLED[digit] for digit in number[0:9:2]])
	return (total + int(number[9])) % 10 == 0


def _has_remainder(number: str, weights: tuple[int, ...]) -> bool:
	"""Say whether the weighted sum, the check digit with it, divides by 11."""
	total = sum([weight * int(digit) for weight, digit in zip(weights, number, strict=False)])
	return total % 11 == 0


def _has_rut_check_digit(number: str) -> bool:
	"""Modulo 11 with weights 2 to 7 from the right; 10 is K, 11 is 0."""
	total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(number[-2::-1]))
	return "0K987654321"[total % 11] == number[-1]
