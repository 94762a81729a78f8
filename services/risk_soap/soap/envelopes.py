"""Reads a SOAP 1.1 envelope defensively, before Spyne sees it.

Spyne 2.14 fails without a fault on an empty body, an unknown charset or a cycle of references,
and ignores `mustUnderstand`; what passes here is a plain envelope in UTF-8 with one question.
"""

import codecs
import re
from email.message import Message

from lxml import etree

from risk_soap.soap.faults import ENVELOPE, FaultKind

CHARSETS = {"utf-8": "utf-8", "iso8859-1": "latin-1", "utf-16": "utf-16"}
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
MOST_ELEMENTS = 200
MUST_UNDERSTAND = f"{{{ENVELOPE}}}mustUnderstand"


class Refused(Exception):
	"""The request goes no further."""

	def __init__(self, kind: FaultKind) -> None:
		super().__init__(kind.code)
		self.kind = kind


def clean_envelope(body: bytes, content_type: str) -> tuple[bytes, str]:
	"""Return the envelope in UTF-8 without declaration, and the name of its operation.

	:raises Refused: another type, charset or version, a DOCTYPE, references, a wrong shape
	"""
	text = _decode(body, _read_charset(body, content_type))
	if "<!DOCTYPE" in text or "<!ENTITY" in text:
		raise Refused(FaultKind.INVALID_REQUEST)
	parser = etree.XMLParser(
		resolve_entities=False,
		no_network=True,
		load_dtd=False,
		huge_tree=False,
		remove_comments=True,
		remove_pis=True,
	)
	try:
		root = etree.fromstring(DECLARATION.sub("", text, count=1).encode(), parser)
	except (etree.XMLSyntaxError, ValueError) as error:
		raise Refused(FaultKind.INVALID_REQUEST) from error
	operation = _check_shape(root)
	return etree.tostring(root, encoding="utf-8"), etree.QName(operation).localname


def _read_charset(body: bytes, content_type: str) -> str:
	message = Message()
	message["Content-Type"] = content_type or "application/octet-stream"
	if message.get_content_type() != "text/xml":
		raise Refused(FaultKind.WRONG_TYPE)
	charset = message.get_param("charset")
	if isinstance(charset, str):
		return charset
	if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
		return "utf-16"
	declared = DECLARED.match(body[:200])
	return declared.group(1).decode("ascii") if declared else "utf-8"


def _decode(body: bytes, charset: str) -> str:
	try:
		known = CHARSETS[codecs.lookup(charset).name]
		return body.decode("utf-8-sig" if known == "utf-8" else known)
	except (LookupError, UnicodeDecodeError) as error:
		raise Refused(FaultKind.INVALID_REQUEST) from error


def _check_shape(root: etree._Element) -> etree._Element:
	"""Return the one element of the body."""
	name = etree.QName(root)
	if name.localname == "Envelope" and name.namespace != ENVELOPE:
		raise Refused(FaultKind.VERSION_MISMATCH)
	body = root.find(f"{{{ENVELOPE}}}Body")
	if root.tag != f"{{{ENVELOPE}}}Envelope" or body is None or len(body) != 1:
		raise Refused(FaultKind.INVALID_REQUEST)
	header = root.find(f"{{{ENVELOPE}}}Header")
	if header is not None and any(one.get(MUST_UNDERSTAND) in ("1", "true") for one in header):
		raise Refused(FaultKind.MUST_UNDERSTAND)
	elements = list(root.iter(etree.Element))
	if len(elements) > MOST_ELEMENTS or any("href" in one.attrib for one in elements):
		raise Refused(FaultKind.INVALID_REQUEST)
	if etree.QName(body[0]).namespace == ENVELOPE:
		raise Refused(FaultKind.INVALID_REQUEST)  # a fault is no question
	return body[0]
