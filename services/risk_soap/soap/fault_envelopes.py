"""Writes a fault as an envelope of SOAP 1.1 or 1.2, its detail as the WSDL declares it."""

from xml.sax.saxutils import escape, quoteattr

from chasqui.contracts.risk import NAMESPACE
from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.soap.versions import NS_11, NS_12, SOAP_11, SoapVersion

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
