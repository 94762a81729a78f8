"""Reads credentials: WS-Security UsernameToken in the envelope, Basic in the HTTP header."""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from chasqui.kernel.clock import read_now
from risk_soap.domain.consumers import Credential
from risk_soap.soap.envelopes import Envelope
from risk_soap.soap.faults import FaultKind, Refused

# OASIS Web Services Security 1.0 and UsernameToken Profile 1.0.
OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
WSSE = f"{{{OASIS}wssecurity-secext-1.0.xsd}}"
WSU = f"{{{OASIS}wssecurity-utility-1.0.xsd}}"
SECURITY = f"{WSSE}Security"
TOKEN = f"{WSSE}UsernameToken"
TIMESTAMP = f"{WSU}Timestamp"
PASSWORD_TEXT = f"{OASIS}username-token-profile-1.0#PasswordText"
SKEW = timedelta(minutes=5)
NO_DIGEST = "Solo se admite UsernameToken con PasswordText, sobre TLS."
EXPIRED = "El mensaje ya no es vigente: revise la hora del equipo que pregunta."


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


def read_token(envelope: Envelope) -> list[Credential]:
	"""Return the credential of the envelope's Security header, none where there is no header.

	:raises Refused: a header that must be understood is not; or the token cannot be taken
	"""
	headers = [one for one in envelope.headers if _is_for_us(one, envelope)]
	securities = [one for one in headers if one.tag == SECURITY]
	strange = [one.tag for one in headers if one.tag != SECURITY and _is_pressing(one, envelope)]
	if strange:
		raise Refused(FaultKind.MUST_UNDERSTAND, not_understood=strange)
	if len(securities) > 1:
		raise Refused(FaultKind.INVALID_REQUEST)
	return _read_security(list(securities[0])) if securities else []


def _is_for_us(header: Element, envelope: Envelope) -> bool:
	role = header.get(envelope.version.role_attribute, "").strip()
	return role in envelope.version.next_roles


def _is_pressing(header: Element, envelope: Envelope) -> bool:
	value = header.get(f"{{{envelope.version.namespace}}}mustUnderstand", "")
	return value.strip() in ("1", "true")


def _read_security(parts: Sequence[Element]) -> list[Credential]:
	tokens = [part for part in parts if part.tag == TOKEN]
	stamps = [part for part in parts if part.tag == TIMESTAMP]
	if len(tokens) + len(stamps) != len(parts) or len(tokens) > 1:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	for stamp in stamps:
		_check_stamp(stamp)
	return [_read_username_token(token) for token in tokens]


def _read_username_token(token: Element) -> Credential:
	names, passwords = token.findall(f"{WSSE}Username"), token.findall(f"{WSSE}Password")
	if len(names) != 1 or len(passwords) != 1:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	if passwords[0].get("Type", PASSWORD_TEXT).strip() != PASSWORD_TEXT:
		raise Refused(FaultKind.NOT_AUTHORIZED, NO_DIGEST)
	return Credential((names[0].text or "").strip(), passwords[0].text or "")


def _check_stamp(stamp: Element) -> None:
	"""Refuse a message whose time is over; whoever says so by a Timestamp is believed."""
	expires = (stamp.findtext(f"{WSU}Expires") or "").strip()
	if not expires:
		return
	try:
		until = datetime.fromisoformat(expires)
	except ValueError as error:
		raise Refused(FaultKind.INVALID_REQUEST) from error
	if until.tzinfo is None:
		until = until.replace(tzinfo=UTC)
	if until < read_now() - SKEW:
		raise Refused(FaultKind.NOT_AUTHORIZED, EXPIRED)
