"""A ZIP with one page and its pictures, read within limits and never written to a disk."""

import io
import posixpath
import re
import zipfile
import zlib
from urllib.parse import unquote

from chasqui.kernel.texts.text import say
from mailer.designs.domain.design_files import HTML_KINDS, MJML_KIND, refuse_file

MOST_ENTRIES = 500
MOST_ENTRY_BYTES = 5_000_000
"""Of one file in it, unpacked."""
_UTF8_FLAG = 0x800
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.|thumbs\.db$)", re.IGNORECASE)
# What `zipfile` stumbles on in a broken or foreign archive.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class DesignArchive:
	"""An archive with exactly one page.

	:raises Invalid: it is none, or has no page or several
	"""

	def __init__(self, data: bytes) -> None:
		try:
			self._archive = zipfile.ZipFile(io.BytesIO(data))
		except _BROKEN as error:
			raise refuse_file("bad_zip", say("El ZIP está dañado o no es un ZIP.")) from error
		found = [one for one in self._archive.infolist() if not one.is_dir()]
		if len(found) > MOST_ENTRIES:
			message = say("El ZIP lleva más de {most} archivos.", most=MOST_ENTRIES)
			raise refuse_file("bad_zip", message)
		kept = [one for one in found if not _LITTER.search(one.filename)]
		self._entries = {_fold(_read_name(one)): one for one in kept}
		self.page_name = self._find_page(kept)
		self._folder = posixpath.dirname(self.page_name)

	def read_page(self) -> bytes:
		return self._read(self._entries[_fold(self.page_name)])

	def find(self, address: str) -> str:
		"""Return the name of the file that a short address of the page means; empty if none."""
		path = unquote(re.split(r"[?#]", address, maxsplit=1)[0]).replace("\\", "/")
		path = path.lstrip("/") if path.startswith("/") else posixpath.join(self._folder, path)
		entry = self._entries.get(_fold(posixpath.normpath(path)))
		return _read_name(entry) if entry else ""

	def read(self, name: str) -> bytes:
		"""Return the content of a file of it.

		:raises Invalid: it is too long, or cannot be read
		"""
		return self._read(self._entries[_fold(name)])

	def _find_page(self, entries: list[zipfile.ZipInfo]) -> str:
		kinds = HTML_KINDS | {MJML_KIND}
		pages = [one for one in map(_read_name, entries) if _read_kind(one) in kinds]
		if not pages:
			raise refuse_file("no_page", say("El ZIP no lleva ningún archivo .html ni .mjml."))
		if len(pages) > 1:
			message = say(
				"El ZIP lleva varias páginas ({names}): deje solo la del correo.",
				names=", ".join(pages[:5]),
			)
			raise refuse_file("several_pages", message)
		return pages[0]

	def _read(self, entry: zipfile.ZipInfo) -> bytes:
		name = _read_name(entry)
		try:
			with self._archive.open(entry) as file:
				data = file.read(MOST_ENTRY_BYTES + 1)
		except RuntimeError as error:  # it has a password; NotImplementedError is one too
			message = say("«{name}», dentro del ZIP, no se puede leer.", name=name)
			raise refuse_file("bad_zip", message) from error
		except _BROKEN as error:
			message = say("«{name}», dentro del ZIP, está dañado.", name=name)
			raise refuse_file("bad_zip", message) from error
		if len(data) > MOST_ENTRY_BYTES:
			most = MOST_ENTRY_BYTES // 1_000_000
			message = say("«{name}», dentro del ZIP, pasa de {most} MB.", name=name, most=most)
			raise refuse_file("entry_too_large", message)
		return data


def _read_name(entry: zipfile.ZipInfo) -> str:
	"""Return a name in it as its maker wrote it: many write UTF-8 and do not say so."""
	if entry.flag_bits & _UTF8_FLAG:
		return entry.filename
	try:
		return entry.filename.encode("cp437").decode("utf-8")
	except UnicodeError:
		return entry.filename


def _read_kind(name: str) -> str:
	return name.rpartition(".")[2].lower()


def _fold(path: str) -> str:
	return posixpath.normpath(path).casefold()
