"""What can go wrong, and how both versions of SOAP report it: a known code, a Spanish text, nothing
of the question; the detail as the WSDL declares it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from xml.sax.saxutils import escape, quoteattr

from chasqui.contracts.risk import NAMESPACE
from chasqui.kernel.errors import AppError, TooMany
from chasqui.kernel.texts.text import Text


@dataclass(frozen=True, slots=True)
class SoapVersion:
	"""What differs between the versions around the same body."""

	number: str
	namespace: str
	media_type: str
	content_type: str
	role_attribute: str
	next_roles: frozenset[str]
	"""The values of the attribute by which a header is addressed to this service."""


NS_11 = "http://schemas.xmlsoap.org/soap/envelope/"
NS_12 = "http://www.w3.org/2003/05/soap-envelope"
SOAP_11 = SoapVersion(
	"1.1",
	NS_11,
	"text/xml",
	"text/xml; charset=utf-8",
	f"{{{NS_11}}}actor",
	frozenset({"", "http://schemas.xmlsoap.org/soap/actor/next"}),
)
SOAP_12 = SoapVersion(
	"1.2",
	NS_12,
	"application/soap+xml",
	"application/soap+xml; charset=utf-8",
	f"{{{NS_12}}}role",
	frozenset({"", f"{NS_12}/role/next", f"{NS_12}/role/ultimateReceiver"}),
)
VERSIONS = (SOAP_11, SOAP_12)
BY_NAMESPACE = {version.namespace: version for version in VERSIONS}
BY_MEDIA_TYPE = {version.media_type: version for version in VERSIONS}
FAULT_11 = (
	'<?xml version="1.0" encoding="utf-8"?>\n'
	f'<env:Envelope xmlns:env="{NS_11}"><env:Body><env:Fault>'
	"<faultcode>env:{code}</faultcode>"
	'<faultstring xml:lang="es">{text}</faultstring>'
	"<detail>{detail}</detail>"
	"</env:Fault></env:Body></env:Envelope>"
)
FAULT_12 = (
	'<?xml version="1.0" encoding="utf-8"?>\n'
	f'<env:Envelope xmlns:env="{NS_12}" xmlns:risk="{NAMESPACE}">{{header}}<env:Body><env:Fault>'
	"<env:Code><env:Value>env:{code}</env:Value>"
	"<env:Subcode><env:Value>risk:{subcode}</env:Value></env:Subcode></env:Code>"
	'<env:Reason><env:Text xml:lang="es">{text}</env:Text></env:Reason>'
	"<env:Detail>{detail}</env:Detail>"
	"</env:Fault></env:Body></env:Envelope>"
)
UPGRADE = (
	"<env:Header><env:Upgrade>"
	f'<env:SupportedEnvelope qname="v12:Envelope" xmlns:v12="{NS_12}"/>'
	f'<env:SupportedEnvelope qname="v11:Envelope" xmlns:v11="{NS_11}"/>'
	"</env:Upgrade></env:Header>"
)


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
		text: Text | str = "",
		*,
		retry_after: int = 0,
		not_understood: Sequence[str] = (),
	) -> None:
		super().__init__(kind.code)
		self.kind = kind
		self.text = str(text) or kind.text  # in Spanish, as the contract is
		self.retry_after = retry_after
		self.not_understood = tuple(not_understood)


BY_STATUS = {
	401: FaultKind.NOT_AUTHORIZED,
	403: FaultKind.NOT_AUTHORIZED,
	409: FaultKind.UNAVAILABLE,  # a load is under way: ask again
	429: FaultKind.RATE_LIMITED,
	503: FaultKind.UNAVAILABLE,
}


# The fields that use cases know, by the names of the contract.
FIELDS = {"id_type": "idType", "id_number": "idNumber", "name": "name"}


def read_failure(error: AppError) -> Refused:
	"""Return the fault that a use case's failure becomes; it names the first wrong field."""
	wait = error.retry_after if isinstance(error, TooMany) else 0
	other = FaultKind.INVALID_REQUEST if error.status < 500 else FaultKind.INTERNAL
	text = str(error.detail)
	if error.fields and (field := FIELDS.get(error.fields[0].field)):
		text = f"«{field}» no vale: {error.fields[0].message}."
	return Refused(BY_STATUS.get(error.status, other), text, retry_after=wait)


def render_fault(refused: Refused, version: SoapVersion, correlation_id: str) -> bytes:
	"""Return the fault's envelope, in UTF-8."""
	kind = refused.kind
	is_old = version is SOAP_11
	return (
		(FAULT_11 if is_old else FAULT_12)
		.format(
			code=kind.blame.value[0 if is_old else 1],
			subcode=kind.code,
			text=escape(refused.text),
			detail=_render_detail(refused, correlation_id),
			header="" if is_old else _render_header(refused),
		)
		.encode()
	)


def _render_detail(refused: Refused, correlation_id: str) -> str:
	kind = refused.kind
	wait = f"<r:retryAfter>{refused.retry_after}</r:retryAfter>"
	return (
		f'<r:{kind.element} xmlns:r="{NAMESPACE}"><r:code>{kind.code}</r:code>'
		f"<r:correlationId>{escape(correlation_id)}</r:correlationId>"
		f"{wait if kind is FaultKind.RATE_LIMITED else ''}</r:{kind.element}>"
	)


def _render_header(refused: Refused) -> str:
	if refused.kind is FaultKind.VERSION_MISMATCH:
		return UPGRADE
	if not refused.not_understood:
		return ""
	headers = "".join(_render_not_understood(tag) for tag in refused.not_understood)
	return f"<env:Header>{headers}</env:Header>"


def _render_not_understood(tag: str) -> str:
	namespace, _, name = tag.removeprefix("{").rpartition("}")
	if not namespace:
		return f"<env:NotUnderstood qname={quoteattr(name)}/>"
	return f"<env:NotUnderstood qname={quoteattr('x:' + name)} xmlns:x={quoteattr(namespace)}/>"
