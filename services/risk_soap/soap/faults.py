"""What can go wrong: a known code, a Spanish text, nothing of the question."""

from collections.abc import Sequence
from enum import Enum

from chasqui.kernel.errors import AppError, TooMany
from risk_soap.soap.versions import SOAP_11, SoapVersion


class Blame(Enum):
	"""Whose fault it is: the code of SOAP 1.1, that of 1.2, and the HTTP status of 1.2."""

	SENDER = ("Client", "Sender", 400)
	RECEIVER = ("Server", "Receiver", 500)
	VERSION = ("VersionMismatch", "VersionMismatch", 500)
	UNDERSTAND = ("MustUnderstand", "MustUnderstand", 500)


class FaultKind(Enum):
	"""Code for programs, declared element of the WSDL, blame, fixed HTTP status, text for people.

	Without a fixed status it is 500 in SOAP 1.1, and in 1.2 that of the blame.
	"""

	INVALID_REQUEST = (
		"InvalidRequest", "InvalidRequest", Blame.SENDER, 0, "La petición no cumple el contrato.",
	)  # fmt: skip
	NOT_AUTHORIZED = (
		"NotAuthorized", "NotAuthorized", Blame.SENDER, 0, "Faltan credenciales válidas.",
	)  # fmt: skip
	# Without credentials in the envelope the challenge of HTTP says how to give them.
	CHALLENGED = (
		"NotAuthorized", "NotAuthorized", Blame.SENDER, 401, "Faltan credenciales válidas.",
	)  # fmt: skip
	RATE_LIMITED = (
		"RateLimited", "RateLimited", Blame.SENDER, 0, "Demasiadas consultas por ahora.",
	)  # fmt: skip
	UNAVAILABLE = (
		"Unavailable", "Unavailable", Blame.RECEIVER, 0,
		"La central de riesgos no responde por ahora.",
	)  # fmt: skip
	INTERNAL = (
		"Internal", "Unavailable", Blame.RECEIVER, 0,
		"Algo salió mal. El error quedó registrado.",
	)  # fmt: skip
	VERSION_MISMATCH = (
		"VersionMismatch", "InvalidRequest", Blame.VERSION, 0,
		"Se espera un sobre SOAP 1.1 o SOAP 1.2.",
	)  # fmt: skip
	MUST_UNDERSTAND = (
		"MustUnderstand", "InvalidRequest", Blame.UNDERSTAND, 0,
		"No se entiende un encabezado obligatorio.",
	)  # fmt: skip
	NOT_SOAP = (
		"NotSoap", "InvalidRequest", Blame.SENDER, 405, "Las operaciones se piden por POST.",
	)  # fmt: skip
	TOO_LARGE = (
		"TooLarge", "InvalidRequest", Blame.SENDER, 413, "La petición es demasiado grande.",
	)  # fmt: skip
	WRONG_TYPE = (
		"WrongContentType", "InvalidRequest", Blame.SENDER, 415,
		"El contenido debe ser text/xml con SOAP 1.1 o application/soap+xml con SOAP 1.2.",
	)  # fmt: skip

	@property
	def code(self) -> str:
		return self.value[0]

	@property
	def element(self) -> str:
		return self.value[1]

	@property
	def blame(self) -> Blame:
		return self.value[2]

	@property
	def text(self) -> str:
		return self.value[4]

	def read_status(self, version: SoapVersion) -> int:
		"""Return the HTTP status with which this fault is answered."""
		return self.value[3] or (500 if version is SOAP_11 else self.blame.value[2])


class Refused(Exception):
	"""The request goes no further.

	`text` says it better than the kind's own; `retry_after` is in seconds; `not_understood` are
	the headers, as ``{namespace}name``, that had to be understood.
	"""

	def __init__(
		self,
		kind: FaultKind,
		text: str = "",
		*,
		retry_after: int = 0,
		not_understood: Sequence[str] = (),
	) -> None:
		super().__init__(kind.code)
		self.kind = kind
		self.text = text or kind.text
		self.retry_after = retry_after
		self.not_understood = tuple(not_understood)


BY_STATUS = {
	401: FaultKind.NOT_AUTHORIZED,
	403: FaultKind.NOT_AUTHORIZED,
	409: FaultKind.UNAVAILABLE,  # a load is under way: ask again
	429: FaultKind.RATE_LIMITED,
	503: FaultKind.UNAVAILABLE,
}


def read_failure(error: AppError) -> Refused:
	"""Return the fault that a use case's failure becomes."""
	wait = error.retry_after if isinstance(error, TooMany) else 0
	other = FaultKind.INVALID_REQUEST if error.status < 500 else FaultKind.INTERNAL
	return Refused(BY_STATUS.get(error.status, other), error.detail, retry_after=wait)
