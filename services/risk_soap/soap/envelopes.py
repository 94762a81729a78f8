"""Reads an envelope defensively, before lxml and Spyne see anything of it.

Spyne 2.14 fails without a fault on an empty body, an unknown charset or a cycle of references, and
ignores `mustUnderstand`. lxml keeps every name that it has ever read, so names out of the blue
would fill the memory; the parser of the standard library forgets them.
"""

import codecs
import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chasqui.contracts.risk import MAX_BATCH, NAMESPACE
from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.soap.versions import BY_NAMESPACE, SoapVersion

CHARSETS = {"utf-8": "utf-8-sig", "iso8859-1": "latin-1", "utf-16": "utf-16", "ascii": "ascii"}
DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
MOST_ELEMENTS = 3 * MAX_BATCH + 100  # a full batch, and headers


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


def read_envelope(body: bytes, charset: str) -> Envelope:
	"""Return what was asked; `charset` is what HTTP says, or nothing.

	:raises Refused: another charset or version, a DOCTYPE, references, a wrong shape
	"""
	root = _parse(_decode(body, charset or _guess_charset(body)))
	version = _find_version(root)
	elements = list(root.iter())
	if len(elements) > MOST_ELEMENTS or any(_has_reference(one) for one in elements):
		raise Refused(FaultKind.INVALID_REQUEST)
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
		raise Refused(FaultKind.INVALID_REQUEST) from error


def _parse(text: str) -> Element:
	if any(word in text for word in FORBIDDEN):
		raise Refused(FaultKind.INVALID_REQUEST)
	try:
		return ElementTree.fromstring(DECLARATION.sub("", text, count=1))  # noqa: S314 - no DOCTYPE
	except (ElementTree.ParseError, ValueError) as error:
		raise Refused(FaultKind.INVALID_REQUEST) from error


def _find_version(root: Element) -> SoapVersion:
	namespace, _, name = root.tag.removeprefix("{").rpartition("}")
	if name != "Envelope":
		raise Refused(FaultKind.INVALID_REQUEST)
	version = BY_NAMESPACE.get(namespace)
	if version is None:
		raise Refused(FaultKind.VERSION_MISMATCH)
	return version


def _has_reference(element: Element) -> bool:
	"""Tell whether an element has what encoded messages use to point at each other."""
	return "href" in element.attrib or "id" in element.attrib


def _split(root: Element, version: SoapVersion) -> Envelope:
	"""Return header and body: at most one of the one, exactly one of the other, in this order."""
	prefix = f"{{{version.namespace}}}"
	parts = [one.tag.removeprefix(prefix) for one in root]
	if parts not in (["Body"], ["Header", "Body"]) or len(root[-1]) != 1:
		raise Refused(FaultKind.INVALID_REQUEST)
	headers = list(root[0]) if len(parts) > 1 else []
	return Envelope(version, headers, root[-1][0])
