"""A person to the risk service: the key of an identification, the record, the mark of a look.

What is valid is one rule for every service (`chasqui.contracts.identities`). What is written of a
look-up says who asked about whom, and why, without naming the person.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chasqui.contracts import identities
from chasqui.contracts.customers.people import CustomerKind, IdentityType
from chasqui.contracts.identities import Flaw, Identity, parse_identity
from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say

FLAWS: dict[Flaw, Text] = {
	Flaw.CEDULA_LENGTH: (shape := say("no tiene la forma de su tipo de identificación")),
	Flaw.RUC_LENGTH: shape,
	Flaw.PASSPORT: shape,
	Flaw.RUT_SHAPE: shape,
	Flaw.CEDULA_THIRD_DIGIT: say("el tercer dígito de una cédula va de 0 a 6"),
	Flaw.RUC_THIRD_DIGIT: say("el tercer dígito de un RUC no es 7 ni 8"),
	Flaw.RUC_ESTABLISHMENT: say("un RUC no termina en 000"),
	Flaw.FINAL_CONSUMER: (province := say("los dos primeros dígitos no son de ninguna provincia")),
	Flaw.PROVINCE: province,
	Flaw.CHECK_DIGIT: (digit := say("el dígito verificador no corresponde")),
	Flaw.RUT_CHECK_DIGIT: digit,
}
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


class PersonHasher:
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
	"""One look-up of a person, as the audit records it."""

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
	try:
		return _name_person(parse_identity(kind, id_number))
	except identities.BadIdentity as bad:
		raise BadIdentity("id_number", FLAWS[bad.flaw]) from bad


def _name_person(identity: Identity) -> PersonIdentity:
	"""Return the keys of a person: a natural person's RUC stands for its cédula."""
	number = identity.number.replace("-", "")
	own = f"{identity.id_type.value}:{number}"
	if identity.id_type is not IdentityType.RUC:
		return PersonIdentity(own)
	cedula = f"{IdentityType.CEDULA.value}:{number[:10]}"
	if identity.kind is CustomerKind.PERSON:
		return PersonIdentity(cedula)
	is_both = identity.kind is None
	return PersonIdentity(own, cedula if is_both else None, is_verified=not identity.warnings)
