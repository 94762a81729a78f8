"""A design as a file: what kind it is, by its name, and the text in it, by the charset it says."""

import re

import webencodings

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say

HTML_KINDS = frozenset({"html", "htm", "xhtml"})
MJML_KIND, ZIP_KIND, PLAIN_KIND = "mjml", "zip", "txt"
KINDS = HTML_KINDS | {MJML_KIND, ZIP_KIND}
MAIL_KINDS = frozenset({"eml", "emlx", "msg", "oft", "mht", "mhtml"})
# WHATWG HTML, «prescan a byte stream»: a page says its charset within its first 1024 bytes.
PRESCAN_BYTES = 1024
_DECLARED = re.compile(
	rb"<(?:meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*|\?xml\b[^>]*?\bencoding\s*=\s*[\"'])([\w.:-]+)",
	re.IGNORECASE,
)


def read_kind(file_name: str) -> str:
	"""Return the kind of a file whose design can be read.

	:raises Invalid: another kind; the message names the file and says what to do
	"""
	kind = file_name.rpartition(".")[2].lower() if "." in file_name else ""
	if kind in KINDS:
		return kind
	if kind in MAIL_KINDS:
		raise refuse_file(
			"saved_mail",
			say(
				"«{name}» es un correo guardado. Ábralo en su programa de correo, guárdelo como"
				" página web (HTML) y suba ese archivo.",
				name=file_name,
			),
		)
	raise refuse_file(
		"unknown_kind",
		say(
			"«{name}» no es un diseño. Suba un archivo .html, .mjml, o un .zip con un HTML y sus"
			" imágenes.",
			name=file_name,
		),
	)


def decode_page(data: bytes) -> str:
	"""Return the text of a page in the charset that it declares; UTF-8 if it declares none.

	:raises Invalid: it is not text in that charset
	"""
	declared = _DECLARED.search(data[:PRESCAN_BYTES])
	label = declared.group(1).decode("ascii", "replace") if declared else "utf-8"
	encoding = webencodings.lookup(label)
	if encoding is None or encoding.name.startswith("utf-16"):  # it was read as ASCII
		encoding = webencodings.UTF8
	try:
		text, _ = webencodings.decode(data, encoding, errors="strict")
	except UnicodeDecodeError as error:
		raise refuse_file(
			"not_decodable", _describe_charset(declared is not None, label)
		) from error
	return str(text)


def refuse_file(code: str, message: Text) -> Invalid:
	"""Return the error of a file that is no design."""
	return Invalid(message, code=code, fields=[FieldError("file", message, code)])


def _describe_charset(is_declared: bool, label: str) -> Text:
	if is_declared:
		return say(
			"El archivo dice que su texto es {charset}, y no lo es: guárdelo como UTF-8.",
			charset=label,
		)
	return say(
		"El archivo no es texto UTF-8 y no dice su juego de caracteres: guárdelo como UTF-8 o ponga"
		" <meta charset=…>."
	)
