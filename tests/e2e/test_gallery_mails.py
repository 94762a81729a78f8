"""The designs of the gallery, as mail programs show them: light and dark, wide and narrow."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser

from chasqui.stack.places import REPOSITORY
from mailer.designs.domain.gallery.catalogue import GALLERY, GalleryDesign, compile_gallery
from mailer.designs.domain.html_cleaning import clean_design
from mailer.designs.domain.templates import compile_html
from tests.support.contrast import measure_contrast

PHONE, DESKTOP = 360, 700
VALUES = {
	"nombre": "María Fernanda Quishpe", "primer_nombre": "María Fernanda", "canton": "Quito",
	"provincia": "Santo Domingo de los Tsáchilas", "empresa": "Empresa de ejemplo",
	"campana": "Plan hogar", "direccion_postal": "Dirección de ejemplo, Quito, Ecuador",
}  # fmt: skip
READ_COLOURS = """() => {
	const asHex = one => "#" + one.match(/[0-9]+/g).slice(0, 3)
		.map(part => Number(part).toString(16).padStart(2, "0")).join("");
	const found = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
		let behind = element, paper = "";
		while (behind && /^rgba\\(.*, 0\\)$/.test(paper = getComputedStyle(behind).backgroundColor))
			behind = behind.parentElement;
		found.push([walker.currentNode.data.trim(), asHex(getComputedStyle(element).color),
			behind ? asHex(paper) : "#ffffff"]);
	}
	return found;
}"""
READ_BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
	const box = one.getBoundingClientRect();
	return {left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""
OWN_DESIGN = REPOSITORY / "chasqui/demo/own_design.html"
# Nothing is important here: what is written into the elements may not win over the conditions.
SHEETS_ONLY = """<!DOCTYPE html><html lang="es"><head><style>
	body { margin: 0; background: #fafafa } .col { width: 50%; float: left; color: #333 }
	@supports (display: flex) { .row { display: flex; gap: 8px } }
	@media (prefers-color-scheme: dark) { body { background: #111 } .col { color: #eee } }
	</style><style media="(max-width: 480px)">.col { width: 100% } .row { display: block }</style>
	</head><body><div class="row"><div class="col">Uno</div><div class="col">Dos</div></div>
	<table><tr><td bgcolor="#ddddff">{{ direccion_postal }}
	<a href="{{ enlace_baja }}">Baja</a></td></tr></table></body></html>"""
CARDS = ".step table table"


def show(browser: Browser, design: GalleryDesign, *, scheme: str, width: int) -> Any:
	page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
	page.set_content(compile_html(compile_gallery(design.read_source()).html).render(VALUES))
	return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("design", GALLERY, ids=lambda design: design.slug)
def test_every_word_stands_out_and_nothing_is_cut(
	browser: Browser, design: GalleryDesign, width: int, scheme: str
) -> None:
	page = show(browser, design, scheme=scheme, width=width)
	colours = page.evaluate(READ_COLOURS)
	assert len(colours) > 8
	faint = [found for found in colours if measure_contrast(*found[1:]) < 4.5]
	assert faint == []
	assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_cards_stand_apart_in_line(browser: Browser) -> None:
	promotion = next(design for design in GALLERY if design.slug == "promocion")
	cards = show(browser, promotion, scheme="light", width=PHONE).evaluate(READ_BOXES, CARDS)
	assert len(cards) == 3
	assert len({(card["left"], card["right"]) for card in cards}) == 1
	gaps = [after["top"] - before["bottom"] for before, after in pairwise(cards)]
	assert min(gaps) >= 8
	cards = show(browser, promotion, scheme="light", width=DESKTOP).evaluate(READ_BOXES, CARDS)
	assert len({card["top"] for card in cards}) == 1
	gaps = [after["left"] - before["right"] for before, after in pairwise(cards)]
	assert min(gaps) >= 8


def test_columns_of_the_newsletter_begin_in_line_on_a_phone(browser: Browser) -> None:
	newsletter = next(design for design in GALLERY if design.slug == "boletin")
	page = show(browser, newsletter, scheme="light", width=PHONE)
	texts = page.evaluate(READ_BOXES, ".mark div, .brand div, .ink div")
	assert len({text["left"] for text in texts}) == 1
	assert (
		page.evaluate("getComputedStyle(document.querySelector('.brand div')).textAlign") == "left"
	)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_footer_that_is_added_stands_out_on_any_design(browser: Browser, scheme: str) -> None:
	rules = "p,td,div,a{color:#222!important;background:#1a1a1a!important}"
	head = (
		f"<style>{rules}@media (prefers-color-scheme:dark){{{rules.replace('222', 'eee')}}}</style>"
	)
	page = browser.new_page(color_scheme=scheme)
	page.set_content(compile_html(clean_design(f"{head}<p>Hola</p>").html).render(VALUES))
	footer = [found for found in page.evaluate(READ_COLOURS) if found[0] != "Hola"]
	assert [found[0] for found in footer][-1] == "Darse de baja"
	assert min(measure_contrast(*found[1:]) for found in footer) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_uploaded_design_looks_as_it_came(browser: Browser, width: int, scheme: str) -> None:
	page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)

	def look(html: str) -> bytes:
		page.set_content(compile_html(html).render(VALUES))
		return bytes(page.screenshot(full_page=True))

	originals = [compile_gallery(design.read_source()).html for design in GALLERY]
	for original in [*originals, OWN_DESIGN.read_text("utf-8"), SHEETS_ONLY]:
		cleaned = clean_design(original)
		assert cleaned.notes == ()
		assert look(cleaned.html) == look(original)
