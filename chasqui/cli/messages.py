"""Takes every text of the suite out for translators: `chasqui messages`, or `make messages`."""

import io
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from chasqui.kernel.texts import languages
from chasqui.stack.places import REPOSITORY

ROOTS = ("chasqui", "services")
METHODS = [
	("**/frontend/**", "ignore"),
	("**/migrations/**", "ignore"),
	("**.py", "python"),
	("**/templates/**.html", "jinja2"),
]
KEYWORDS = {
	**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2),
	"say": None, "say_many": (1, 2), "Text": None,
}  # fmt: skip
WIDTH = 100
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""No date of making: the file changes where its texts do."""


@click.command()
def messages() -> None:
	"""Reúne los textos en chasqui/locale/chasqui.pot y pone al día los catálogos."""
	template = collect_messages()
	languages.FOLDER.mkdir(exist_ok=True)
	(languages.FOLDER / f"{languages.DOMAIN}.pot").write_bytes(write_catalogue(template))
	click.echo(f"{len(template)} textos")
	for language in languages.list_languages():
		path = languages.FOLDER / language / languages.CATALOGUE
		if path.exists():
			update_catalogue(path, language, template)
			click.echo(str(path))


def collect_messages() -> Catalog:
	"""Return every message of the code and of the templates, with the files that say it."""
	catalogue = Catalog(project="Chasqui", version="1", creation_date=EPOCH, charset="utf-8")
	for root in ROOTS:
		found = extract_from_dir(
			REPOSITORY / root, method_map=METHODS, keywords=KEYWORDS, comment_tags=()
		)
		for name, _line, message, _comments, _context in found:
			catalogue.add(message, locations=[(f"{root}/{Path(name).as_posix()}", 0)])
	return catalogue


def update_catalogue(path: Path, language: str, template: Catalog) -> None:
	"""Bring new messages into a language's catalogue; what is said no more stays as a comment."""
	with path.open("rb") as file:
		catalogue = read_po(file, locale=language, domain=languages.DOMAIN)
	catalogue.update(template, no_fuzzy_matching=True)
	path.write_bytes(write_catalogue(catalogue))


def write_catalogue(catalogue: Catalog) -> bytes:
	"""Return a catalogue as a file, in an order that does not depend on the machine."""
	file = io.BytesIO()
	write_po(file, catalogue, width=WIDTH, sort_output=True, include_lineno=False)
	return file.getvalue()
