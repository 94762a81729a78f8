"""A report in the browser: its chart leaves as a picture, and its table tells the same on paper."""

from pathlib import Path

import pytest

from tests.e2e.walker import Walker

PAGE = "/catalogo/informe/?by=band"
SIGNATURES = {"PNG": b"\x89PNG\r\n", "SVG": b"<svg "}


@pytest.mark.covers("M21")
@pytest.mark.parametrize("form", SIGNATURES)
def test_the_chart_leaves_as_a_picture(walker: Walker, form: str) -> None:
	page = walker.open("jefa", at=PAGE)
	page.locator("[data-drawn]").wait_for()
	with page.expect_download() as waiting:
		page.get_by_role("button", name=f"{form} del gráfico").click()
	file = waiting.value
	assert file.suggested_filename == f"que-ofrece.{form.lower()}"
	data = Path(file.path()).read_bytes()
	assert data.startswith(SIGNATURES[form])
	assert len(data) > 3000  # something is drawn on it


def test_a_bar_of_the_chart_has_its_line_in_the_table(walker: Walker) -> None:
	page = walker.open("jefa", at=PAGE)
	page.locator("[data-drawn]").wait_for()
	chart = page.locator("[data-chart]").inner_text()
	for name in page.locator("tbody th").all_inner_texts()[:-1]:
		assert name in chart


def test_by_what_is_counted_is_chosen_by_keys_and_keeps_the_filters(walker: Walker) -> None:
	page = walker.open("jefa", at="/catalogo/informe/?state=on_sale")
	walker.press("Enter", on=page.get_by_role("link", name="Marca", exact=True))
	page.get_by_role("heading", name="Por marca").wait_for()
	assert page.get_by_label("Estado", exact=True).input_value() == "on_sale"


@pytest.mark.covers("K21")
def test_from_the_statistics_to_the_campaigns_behind_a_figure(walker: Walker) -> None:
	page = walker.open("jefa")
	page.get_by_role("link", name="Estadísticas").click()
	page.get_by_role("link", name="Provincia", exact=True).click()
	page.locator("[data-drawn]").wait_for()
	page.get_by_role("link", name="Pichincha").click()
	page.get_by_role("heading", name="Campañas", exact=True, level=1).wait_for()
	assert page.get_by_label("Provincia").input_value() == "EC-P"


def test_on_paper_stand_the_chart_and_the_table(walker: Walker) -> None:
	page = walker.open("jefa", at=PAGE)
	page.locator("[data-drawn]").wait_for()
	page.emulate_media(media="print")
	assert page.locator("[data-chart] svg").is_visible()
	assert page.get_by_role("table").is_visible()
	assert not page.get_by_role("button", name="Filtrar").is_visible()
