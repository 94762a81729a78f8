"""Reads credentials: WS-Security UsernameToken in the envelope, Basic in the HTTP header."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from chasqui.kernel.clock import read_now
from risk_soap.domain.consumers import Credential
from risk_soap.domain.freshness import WINDOW, Freshness
from risk_soap.soap.envelopes import Envelope
from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.use_cases.replay_guard import STALE

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
NO_FRESHNESS = (
	"El UsernameToken lleva un Nonce (Base64) y un Created, nuevos en cada mensaje, para que nadie "
	"lo repita."
)


@dataclass(frozen=True, slots=True)
class UsernameToken:
	"""What a Security header says: who asks, and that the message is new."""

	credential: Credential
	freshness: Freshness


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
	headers = [one for one in envelope.headers if _is_for_us(one, envelope)]
	securities = [one for one in headers if one.tag == SECURITY]
	strange = [one.tag for one in headers if one.tag != SECURITY and _is_pressing(one, envelope)]
	if strange:
		raise Refused(FaultKind.MUST_UNDERSTAND, not_understood=strange)
	if len(securities) > 1:
		raise Refused(FaultKind.INVALID_REQUEST)
	return _read_security(list(securities[0])) if securities else None


def _is_for_us(header: Element, envelope: Envelope) -> bool:
	role = header.get(envelope.version.role_attribute, "").strip()
	return role in envelope.version.next_roles


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
		raise Refused(FaultKind.INVALID_REQUEST) from error
	return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


def _check_stamp(stamp: Element) -> None:
	"""Refuse a message whose time is over; whoever says so by a Timestamp is believed."""
	expires = (stamp.findtext(f"{WSU}Expires") or "").strip()
	if not expires:
		return
	if _read_instant(expires) < read_now() - WINDOW:
		raise Refused(FaultKind.NOT_AUTHORIZED, STALE)
