"""SOAP 1.1 faults: a known code, a Spanish text, a correlation id, nothing of the question."""

from enum import Enum
from xml.sax.saxutils import escape

from chasqui.contracts.risk import NAMESPACE
from chasqui.kernel.errors import AppError, Unavailable

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
TEMPLATE = (
	'<?xml version="1.0" encoding="utf-8"?>\n'
	'<soapenv:Envelope xmlns:soapenv="{envelope}"><soapenv:Body><soapenv:Fault>'
	"<faultcode>soapenv:{faultcode}</faultcode>"
	'<faultstring xml:lang="es">{text}</faultstring>'
	'<detail><risk:RiskFault xmlns:risk="{namespace}"><risk:code>{code}</risk:code>'
	"<risk:correlationId>{correlation}</risk:correlationId></risk:RiskFault></detail>"
	"</soapenv:Fault></soapenv:Body></soapenv:Envelope>"
)


class FaultKind(Enum):
	"""What can go wrong: code for programs, fault code of SOAP, HTTP status, text for people."""

	INVALID_REQUEST = ("InvalidRequest", "Client", 500, "La petición no cumple el contrato.")
	VERSION_MISMATCH = ("VersionMismatch", "VersionMismatch", 500, "Se espera SOAP 1.1.")
	MUST_UNDERSTAND = (
		"MustUnderstand",
		"MustUnderstand",
		500,
		"No se entiende un encabezado obligatorio.",
	)
	NOT_AUTHORIZED = ("NotAuthorized", "Client", 401, "Faltan credenciales válidas.")
	NOT_SOAP = ("NotSoap", "Client", 405, "Las operaciones se piden por POST.")
	WRONG_TYPE = ("WrongContentType", "Client", 415, "El contenido debe ser text/xml.")
	TOO_LARGE = ("TooLarge", "Client", 413, "La petición es demasiado grande.")
	UNAVAILABLE = ("Unavailable", "Server", 500, "La central de riesgos no responde por ahora.")
	INTERNAL = ("Internal", "Server", 500, "Algo salió mal. El error quedó registrado.")

	@property
	def code(self) -> str:
		return self.value[0]

	@property
	def soap_code(self) -> str:
		return self.value[1]

	@property
	def faultcode(self) -> str:
		"""The code by which a fault raised inside Spyne is known again outside."""
		return f"{self.soap_code}.{self.code}"

	@property
	def status(self) -> int:
		return self.value[2]

	@property
	def text(self) -> str:
		return self.value[3]


def find_kind(error: AppError) -> FaultKind:
	"""Return the kind of fault that a use case's failure becomes."""
	if isinstance(error, Unavailable):
		return FaultKind.UNAVAILABLE
	return FaultKind.INVALID_REQUEST if error.status < 500 else FaultKind.INTERNAL


def read_kind(faultcode: str) -> FaultKind:
	"""Return the kind of a fault that Spyne answers; its own text may quote the question."""
	for kind in FaultKind:
		if kind.faultcode == faultcode:
			return kind
	is_client = faultcode.partition(".")[0] == "Client"
	return FaultKind.INVALID_REQUEST if is_client else FaultKind.INTERNAL


def render_fault(kind: FaultKind, correlation_id: str, text: str | None = None) -> bytes:
	"""Return the fault's envelope; `text` says it better than the kind's own."""
	return TEMPLATE.format(
		envelope=ENVELOPE,
		namespace=NAMESPACE,
		faultcode=kind.soap_code,
		code=kind.code,
		text=escape(text or kind.text),
		correlation=escape(correlation_id),
	).encode()
