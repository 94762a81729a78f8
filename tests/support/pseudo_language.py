"""A language in which every text is marked: ``⟦Datos no válidos⟧``. What is not, is no text yet."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog

from chasqui.cli.messages import collect_messages, write_catalogue
from chasqui.kernel.texts import languages

PSEUDO = "eo"
OPENS, CLOSES = "⟦", "⟧"
MARKED = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")


@contextmanager
def open_languages(folder: Path) -> Iterator[None]:
	"""Have the catalogues of a folder instead of the suite's."""
	before = languages.FOLDER
	_use_folder(folder)
	try:
		yield
	finally:
		_use_folder(before)
		languages.set_language(None)


@contextmanager
def open_pseudo_language() -> Iterator[None]:
	"""Have one language beside Spanish, of every text that is in the code now."""
	with TemporaryDirectory() as folder:
		place = Path(folder) / PSEUDO / languages.CATALOGUE
		place.parent.mkdir(parents=True)
		place.write_bytes(_write_pseudo())
		with open_languages(Path(folder)):
			yield


def strip_marked(text: str) -> str:
	"""Return what of a text is no message: nothing, figures, names that somebody gave."""
	while MARKED.search(text):
		text = MARKED.sub(" ", text)
	return text


@cache
def _write_pseudo() -> bytes:
	return write_catalogue(mark_messages(collect_messages(), lambda text: f"{OPENS}{text}{CLOSES}"))


def mark_messages(found: Catalog, mark: Callable[[str], str]) -> Catalog:
	"""Return a catalogue whose translations are the messages themselves, marked."""
	marked = Catalog(locale=PSEUDO, charset="utf-8")
	for message in found:
		if not message.id:
			continue
		told = message.id
		words = tuple(map(mark, told)) if isinstance(told, tuple) else mark(told)
		marked.add(told, words, flags=message.flags)
	return marked


def _use_folder(folder: Path) -> None:
	languages.FOLDER = folder
	languages.list_languages.cache_clear()
	languages._load_catalogue.cache_clear()
