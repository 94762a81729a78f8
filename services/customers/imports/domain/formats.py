"""Which kind of file one is, from how it begins."""

import codecs

from chasqui.contracts.customers.imports import ImportFormat
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import quote, say

ZIP_MARK = b"PK\x03\x04"
HTML_MARKS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style")
"""Many systems call a page «.xls»; Excel opens it, and saves it as what it is called."""
# How files begin that people take for tables.
UNREAD = (
	(b"\xd0\xcf\x11\xe0", "old_xls", say("del Excel antiguo (XLS)")),
	(b"%PDF-", "pdf", quote("PDF")),
	(b"\x89PNG", "picture", say("de imagen")),
	(b"\xff\xd8\xff", "picture", say("de imagen")),
	(b"{\\rtf", "rtf", quote("RTF")),
)
OTHER_ZIPS = (
	(b"application/vnd.oasis.opendocument.spreadsheet", "ods", quote("OpenDocument (ODS)")),
	(b"Index/Document.iwa", "numbers", quote("Numbers")),
	(b"word/document.xml", "docx", quote("Word")),
)
LOOKED_AT = 4096


def find_format(head: bytes) -> ImportFormat:
	"""Return the kind of a file from how it begins.

	:raises Invalid: it is of a kind that is not read; it says how to save it
	"""
	start = head[:LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip()
	_refuse_unread(start)
	if start.startswith(ZIP_MARK):
		return ImportFormat.XLSX
	return ImportFormat.JSON if start[:1] in (b"[", b"{") else ImportFormat.CSV


def _refuse_unread(start: bytes) -> None:
	found = [(code, name) for mark, code, name in UNREAD if start.startswith(mark)]
	if start.startswith(ZIP_MARK):
		found = [(code, name) for mark, code, name in OTHER_ZIPS if mark in start]
	if start.lower().startswith(HTML_MARKS):
		found = [("web_page", say("de página web"))]
	for code, name in found:
		message = say("El archivo es {name}. Guárdelo como XLSX o como CSV UTF-8.", name=name)
		raise Invalid(message, code=code)
