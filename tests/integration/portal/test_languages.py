"""Pages in another language: chosen by a person, and with nothing of ours left in Spanish."""

import re
from collections.abc import Iterator

import pytest
from babel.dates import get_day_names, get_month_names
from lxml import html

from chasqui.contracts.access import Permission
from chasqui.contracts.every_endpoint import load_endpoints
from chasqui.contracts.territory import list_cantons, list_provinces, list_regions
from tests.support.portal_walk import PortalWalk
from tests.support.portal_world import PortalWorld, Visitor, open_portal
from tests.support.pseudo_language import PSEUDO, open_pseudo_language, strip_marked

SHOWN = ("aria-label", "placeholder", "title", "alt", "data-confirm", "content")
SILENT = ("script", "style", "noscript", "template")
WORD = re.compile(r"[^\W\d_]{3,}")
# Names of things that are the same in every language, and what the installation is called.
NAMES = {
	"Chasqui",
	"Empresa de ejemplo",
	"CSV",
	"XLSX",
	"JSON",
	"Chile",
	"Ecuador",
	"Español",
	"Esperanto",
	"Ctrl",
}
# Merge fields, days of the week, months, and «hace un mes», which are Babel's.
DAYS = "|".join(get_day_names("wide", locale="eo").values())
MONTHS = "|".join(get_month_names("wide", locale="eo").values())
TIMES = re.compile(
	rf"\{{\{{ \w+ \}}\}}|\b({DAYS})\b|\b({MONTHS})( de)? \d{{4}}\b|"
	rf"antaŭ \d+ \w+|\b\d{{1,2}} [A-Za-zĉĝĥĵŝŭ]{{3}}\.? \d{{4}}\b",
	re.IGNORECASE,
)


@pytest.fixture(scope="module")
def told() -> set[str]:
	return set()


@pytest.fixture(scope="module")
def portal(told: set[str]) -> Iterator[PortalWorld]:
	with open_pseudo_language(), open_portal(told) as world:
		yield world


def choose(visitor: Visitor, language: str, back: str = "/ingreso") -> str:
	answer = visitor.send("/idioma", page=back, language=language, back=back)
	assert answer.status_code == 303
	return str(answer.headers["Location"])


class TestChoosing:
	def test_nobody_chooses_where_there_is_one_language(self) -> None:
		with open_portal() as world:
			page = world.open().get("/ingreso").text
		assert "/idioma" not in page
		assert '<html lang="es-EC"' in page

	def test_a_person_chooses_before_signing_in_and_it_stays(self, portal: PortalWorld) -> None:
		visitor = portal.open()
		assert f'value="{PSEUDO}" lang="{PSEUDO}"' in visitor.get("/ingreso").text
		assert choose(visitor, PSEUDO) == "/ingreso"
		page = visitor.get("/ingreso").text
		assert f'<html lang="{PSEUDO}"' in page
		assert "⟦" in page
		choose(visitor, "es")
		assert "⟦" not in visitor.get("/ingreso").text

	def test_the_browser_s_preference_holds_until_then(self, portal: PortalWorld) -> None:
		visitor = portal.open()
		asked = {"Accept-Language": f"{PSEUDO},es;q=0.5"}
		assert "⟦" in visitor.get("/ingreso", headers=asked).text
		choose(visitor, "es")
		assert "⟦" not in visitor.get("/ingreso", headers=asked).text

	def test_it_returns_to_the_page_and_nowhere_else(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert choose(visitor, PSEUDO, "/clientes/") == "/clientes/"
		answer = visitor.send("/idioma", page="/clientes/", language="xx", back="//other.example/")
		assert answer.headers["Location"] == "/"
		assert "⟦" in visitor.get("/clientes/").text

	def test_figures_stay_as_ecuador_writes_them(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		before = re.findall(r"\$[\d.,]+", visitor.get("/clientes/1").text)
		choose(visitor, PSEUDO, "/clientes/")
		assert re.findall(r"\$[\d.,]+", visitor.get("/clientes/1").text) == before != []


@pytest.mark.parametrize("username", ["admin", "jefa", "asesora", None])
def test_every_text_of_ours_has_gone_through_the_catalogue(
	portal: PortalWorld, told: set[str], username: str | None
) -> None:
	visitor = portal.open(username)
	choose(visitor, PSEUDO, "/mi-cuenta/" if username else "/ingreso")
	seen: dict[str, str] = {}
	for page in PortalWalk(portal, username).list_pages():
		answer = visitor.get(page)
		if answer.mimetype == "text/html" and answer.data and answer.status_code not in (302, 303):
			for text in list_texts(answer.text):
				seen.setdefault(text, page)
	assert len(seen) > (50 if username else 1)
	names = {*told, *NAMES, *list_places(), *list_codes()}
	known = "\n".join(" ".join(one.split()) for one in names).casefold()
	left = {text: page for text, page in seen.items() if not is_data(text, known)}
	assert left == {}


def list_texts(page: str) -> Iterator[str]:
	"""Yield what a page shows and what it says to those who do not see it, without our texts."""
	for element in html.document_fromstring(page).iter():
		if not isinstance(element.tag, str):
			continue
		shown = [] if element.tag in SILENT else [element.text]
		shown += [element.get(name) for name in SHOWN if element.tag != "meta"]
		for text in (*shown, element.tail):
			rest = " ".join(strip_marked(text or "").split())
			if WORD.search(rest):
				yield rest


def is_data(text: str, known: str) -> bool:
	"""Tell whether all words of a text are of what the siblings told: names, codes, notes."""
	rest = TIMES.sub(" ", text.removesuffix("…"))
	if any(one.casefold() in known for one in (text, rest.strip(), " ".join(rest.split()))):
		return True
	return all(word.casefold() in known for word in WORD.findall(rest)) and len(rest) < 60


def list_places() -> Iterator[str]:
	yield from (one.name for one in (*list_provinces(), *list_cantons(), *list_regions()))


def list_codes() -> Iterator[str]:
	"""Yield what programs call things, which a page shows as it is."""
	yield from Permission
	for one in load_endpoints():
		yield from (f"{one.method} {one.path}", one.name, *one.scopes)
