"""Each small design that once failed arrives as it was meant; all of it is invented."""

from pathlib import Path

import pytest

from mailer.designs.domain.foreign_tags import find_foreign_tags
from mailer.designs.domain.html_cleaning import clean_design
from mailer.designs.domain.templates import compile_text

CASES = Path(__file__).parents[4] / "data"
KEPT = {
	"background-images.html": ("url(https://example.com/fondo.jpg)", "background-color:#dddddd"),
	"dark-not-asked.html": (
		"background:#f6f6f6",
		"background:#ffffff",
		"Este texto no declara color",
	),
	"foreign-tags.html": ("*|FNAME|*", "%FIRSTNAME%", "{$name}", "[[nombre]]", "*|UNSUB|*"),
	"import-semicolon.html": ("background:#0a0;color:#fff",),
	"style-escape.html": ("@media screen{b{color:red!important}}", "Hola {{ primer_nombre }}"),
	"style-media-attribute.html": ("@media (max-width:480px){.wide{display:none!important}}",),
}
GONE = {
	"background-images.html": (),
	"dark-not-asked.html": ("color-scheme",),
	"foreign-tags.html": (),
	"import-semicolon.html": ("@import", "wght@", "fonts.example.com"),
	"style-escape.html": ("<form", "<input", "onerror", "<img"),
	"style-media-attribute.html": ("media=",),
}
NOTED = {
	"background-images.html": (),
	"dark-not-asked.html": (),
	"foreign-tags.html": ("images/logo.png, /oferta", "cid:logo"),
	"import-semicolon.html": ("cargan de fuera",),
	"style-escape.html": ("reglas de estilo",),
	"style-media-attribute.html": (),
}


def list_cases() -> list[str]:
	return sorted(path.name for path in (CASES / "designs").iterdir())


def compact(text: str) -> str:
	return "".join(text.replace("'", "").replace("&#x27;", "").split())


@pytest.mark.parametrize("name", list_cases())
def test_a_design_arrives_as_it_was_meant(name: str) -> None:
	design = clean_design((CASES / "designs" / name).read_text(encoding="utf-8"))
	written = compact(design.html)
	for kept in KEPT[name]:
		assert compact(kept) in written
	for gone in GONE[name]:
		assert gone not in design.html
	notes = " ".join(map(str, design.notes))
	for noted in NOTED[name]:
		assert noted in notes


def test_foreign_tags_come_with_a_proposal() -> None:
	source = (CASES / "designs" / "foreign-tags.html").read_text(encoding="utf-8")
	proposed = {tag.field for tag in find_foreign_tags(clean_design(source).html)}
	assert proposed == {"primer_nombre", "nombre", "enlace_baja"}


def test_a_subject_keeps_its_emoji() -> None:
	subject = (CASES / "mail" / "subject.txt").read_text(encoding="utf-8").strip()
	read = compile_text(subject).render_line({"primer_nombre": "Ana"})
	assert read == subject.replace("{{ primer_nombre | Hola }}", "Ana")
