"""Reads an envelope defensively, and the credentials in it, before lxml and Spyne see any of it.

Spyne 2.14 fails without a fault on an empty body, an unknown charset or a cycle of references, and
ignores `mustUnderstand`. lxml keeps every name that it has ever read, so names out of the blue
would fill the memory; the parser of the standard library frees them.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chasqui.contracts.risk import MAX_BATCH, NAMESPACE
from chasqui.kernel.clock import read_now
from risk_soap.soap.faults import BY_NAMESPACE, FaultKind, Refused, SoapVersion
from risk_soap.use_cases.access_policy import STALE, WINDOW, Credential, Freshness

CHARSETS = {"utf-8": "utf-8-sig", "iso8859-1": "latin-1", "utf-16": "utf-16", "ascii": "ascii"}
DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
MOST_ELEMENTS = 3 * MAX_BATCH + 100  # a full batch, and headers
# OASIS Web Services Security 1.0 and UsernameToken Profile 1.0.
OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE = f"{{{OASIS}wssecurity-secext-1.0.xsd}}"
WSU = f"{{{OASIS}wssecurity-utility-1.0.xsd}}"
SECURITY = f"{WSSE}Security"
TOKEN = f"{WSSE}UsernameToken"
TIMESTAMP = f"{WSU}Timestamp"
PASSWORD_TEXT = f"{OASIS}username-token-profile-1.0#PasswordText"
LONGEST_NONCE = 256  # characters
NO_DIGEST = "Solo se admite UsernameToken con PasswordText, sobre TLS."
BAD_CHARSET = "El texto no está en una codificación admitida: UTF-8, UTF-16, ISO-8859-1 o ASCII."
BAD_XML = "El XML no está bien formado."
NO_DOCTYPE = "No se admiten DOCTYPE ni ENTITY."
NO_ENVELOPE = "Se espera un Envelope con un Header, si hace falta, y un Body de un solo elemento."
NO_REFERENCES = "No se admiten atributos href ni id."
TOO_MANY = "El sobre tiene demasiados elementos."
ONE_SECURITY = "Va un solo encabezado Security."
NO_INSTANT = "Created y Expires llevan un instante de ISO 8601."
NO_FRESHNESS = (
	"El UsernameToken lleva un Nonce (Base64) y un Created, nuevos en cada mensaje, para que nadie "
	"lo repita."
)


@dataclass(frozen=True, slots=True)
class Envelope:
	"""A whole envelope of a known version; `question` is the one element of its body."""

	version: SoapVersion
	headers: list[Element]
	question: Element

	@property
	def operation(self) -> str:
		"""The local name of the question, or nothing where it is in another namespace."""
		namespace, _, name = self.question.tag.rpartition("}")
		return name if namespace == f"{{{NAMESPACE}" else ""


@dataclass(frozen=True, slots=True)
class UsernameToken:
	"""What a Security header says: who asks, and that the message is new."""

	credential: Credential
	freshness: Freshness


def read_envelope(body: bytes, charset: str) -> Envelope:
	"""Return what was asked; `charset` is what HTTP says, or nothing.

	:raises Refused: another charset or version, a DOCTYPE, references, a wrong shape
	"""
	root = _parse(_decode(body, charset or _guess_charset(body)))
	version = _find_version(root)
	elements = list(root.iter())
	if len(elements) > MOST_ELEMENTS:
		raise Refused(FaultKind.INVALID_REQUEST, TOO_MANY)
	if any(_has_reference(one) for one in elements):
		raise Refused(FaultKind.INVALID_REQUEST, NO_REFERENCES)
	return _split(root, version)


def _guess_charset(body: bytes) -> str:
	if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
		return "utf-16"
	declared = DECLARED.match(body[:200])
	return declared.group(1).decode("ascii") if declared else "utf-8"


def _decode(body: bytes, charset: str) -> str:
	try:
		return body.decode(CHARSETS[codecs.lookup(charset).name])
	except (LookupError, UnicodeError, ValueError) as error:
		raise Refused(FaultKind.INVALID_REQUEST, BAD_CHARSET) from error


def _parse(text: str) -> Element:
	if any(word in text for word in FORBIDDEN):
		raise Refused(FaultKind.INVALID_REQUEST, NO_DOCTYPE)
	try:
		return ElementTree.fromstring(DECLARATION.sub("", text, count=1))  # noqa: S314 - no DOCTYPE
	except (ElementTree.ParseError, ValueError) as error:
		raise Refused(FaultKind.INVALID_REQUEST, BAD_XML) from error


def _find_version(root: Element) -> SoapVersion:
	namespace, _, name = root.tag.removeprefix("{").rpartition("}")
	if name != "Envelope":
		raise Refused(FaultKind.INVALID_REQUEST, NO_ENVELOPE)
	version = BY_NAMESPACE.get(namespace)
	if version is None:
		raise Refused(FaultKind.VERSION_MISMATCH)
	return version


def _has_reference(element: Element) -> bool:
	"""Return whether an element has what encoded messages use to point at each other."""
	return "href" in element.attrib or "id" in element.attrib


def _split(root: Element, version: SoapVersion) -> Envelope:
	"""Return header and body: at most one of the one, exactly one of the other, in this order."""
	prefix = f"{{{version.namespace}}}"
	parts = [one.tag.removeprefix(prefix) for one in root]
	if parts not in (["Body"], ["Header", "Body"]) or len(root[-1]) != 1:
		raise Refused(FaultKind.INVALID_REQUEST, NO_ENVELOPE)
	headers = list(root[0]) if len(parts) > 1 else []
	return Envelope(version, headers, root[-1][0])


def read_basic(header: str) -> list[Credential]:
	"""Return the credential of an Authorization header, none where it is empty.

	:raises Refused: it is of another kind, or several
	"""
	if not header:
		return []
	scheme, _, encoded = header.partition(" ")
	try:
		given = base64.b64decode(encoded.strip(), validate=True).decode()
	except (binascii.Error, ValueError) as error:
		raise Refused(FaultKind.CHALLENGED) from error
	name, colon, secret = given.partition(":")
	if scheme.lower() != "basic" or not colon:
		raise Refused(FaultKind.CHALLENGED)
	return [Credential(name, secret)]


def read_token(envelope: Envelope) -> UsernameToken | None:
	"""Return the token of the envelope's Security header, None where there is no token.

	:raises Refused: a header that must be understood is not; or the token cannot be taken
	"""
	roles, role = envelope.version.next_roles, envelope.version.role_attribute
	headers = [one for one in envelope.headers if one.get(role, "").strip() in roles]
	securities = [one for one in headers if one.tag == SECURITY]
	strange = [one.tag for one in headers if one.tag != SECURITY and _is_pressing(one, envelope)]
	if strange:
		raise Refused(FaultKind.MUST_UNDERSTAND, not_understood=strange)
	if len(securities) > 1:
		raise Refused(FaultKind.INVALID_REQUEST, ONE_SECURITY)
	return _read_security(list(securities[0])) if securities else None


def _is_pressing(header: Element, envelope: Envelope) -> bool:
	value = header.get(f"{{{envelope.version.namespace}}}mustUnderstand", "")
	return value.strip() in ("1", "true")


def _read_security(parts: Sequence[Element]) -> UsernameToken | None:
	tokens = [part for part in parts if part.tag == TOKEN]
	stamps = [part for part in parts if part.tag == TIMESTAMP]
	if len(tokens) + len(stamps) != len(parts) or len(tokens) > 1:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	for stamp in stamps:
		_check_stamp(stamp)
	return _read_username_token(tokens[0]) if tokens else None


def _read_username_token(token: Element) -> UsernameToken:
	names, passwords = token.findall(f"{WSSE}Username"), token.findall(f"{WSSE}Password")
	if len(names) != 1 or len(passwords) != 1:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	if passwords[0].get("Type", PASSWORD_TEXT).strip() != PASSWORD_TEXT:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	credential = Credential((names[0].text or "").strip(), passwords[0].text or "")
	return UsernameToken(credential, _read_freshness(token))


def _read_freshness(token: Element) -> Freshness:
	nonces, moments = token.findall(f"{WSSE}Nonce"), token.findall(f"{WSU}Created")
	if len(nonces) != 1 or len(moments) != 1:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_FRESHNESS)
	nonce = (nonces[0].text or "").strip()
	try:
		is_nonce = bool(base64.b64decode(nonce, validate=True)) and len(nonce) <= LONGEST_NONCE
	except (binascii.Error, ValueError):
		is_nonce = False
	if not is_nonce:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_FRESHNESS)
	return Freshness(_read_instant((moments[0].text or "").strip()), nonce)


def _read_instant(text: str) -> datetime:
	"""Return an instant; one without a zone is taken for UTC (WS-Security 1.0, 10)."""
	try:
		instant = datetime.fromisoformat(text)
	except ValueError as error:
		raise Refused(FaultKind.INVALID_REQUEST, NO_INSTANT) from error
	return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


def _check_stamp(stamp: Element) -> None:
	"""Refuse a message whose time is over; whoever says so by a Timestamp is believed."""
	expires = (stamp.findtext(f"{WSU}Expires") or "").strip()
	if not expires:
		return
	if _read_instant(expires) < read_now() - WINDOW:
		raise Refused(FaultKind.NOT_AUTHORIZED, STALE)
