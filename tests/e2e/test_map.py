"""The map in the browser: gone through by keys, said aloud, taken along as a picture."""

from pathlib import Path

import pytest

from tests.e2e.walker import Walker

SIGNATURES = {"PNG": b"\x89PNG\r\n", "SVG": b"<svg "}
PAGE = "/mapa/?metric=members"


@pytest.mark.covers("K22")
class TestMap:
	@pytest.mark.parametrize("page", [PAGE, "/campanas/1/mapa/?metric=sold"])
	def test_it_is_accessible_and_fits(self, walker: Walker, page: str) -> None:
		walker.open("jefa", at=page)
		walker.check_looks("mapa")

	def test_one_tab_stop_and_arrows_go_from_province_to_province(self, walker: Walker) -> None:
		page = walker.open("jefa", at=PAGE)
		provinces = page.locator("svg[data-map] a")
		assert provinces.count() == 2
		assert page.locator("svg[data-map] a[tabindex='0']").count() == 1
		page.get_by_role("link", name="Saltar el mapa").focus()
		walker.press("Tab")
		first = page.evaluate("document.activeElement.getAttribute('aria-label')")
		assert page.locator("#map-said").inner_text() == first
		walker.press("ArrowUp" if first.startswith("Guayas") else "ArrowDown")
		second = page.evaluate("document.activeElement.getAttribute('aria-label')")
		assert {first.split(":")[0], second.split(":")[0]} == {"Guayas", "Pichincha"}
		assert page.locator("#map-said").inner_text() == second
		walker.press("Enter")
		page.get_by_role("heading", name="Campañas", exact=True, level=1).wait_for()

	def test_it_can_be_skipped(self, walker: Walker) -> None:
		page = walker.open("jefa", at=PAGE)
		walker.press("Enter", on=page.get_by_role("link", name="Saltar el mapa"))
		assert page.evaluate("document.activeElement.id") == "map-table"

	def test_a_province_says_its_figure_under_the_pointer(self, walker: Walker) -> None:
		page = walker.open("jefa", at=PAGE)
		page.locator("svg[data-map] a[aria-label^='Guayas']").hover(force=True)
		assert page.locator("#map-said").inner_text().startswith("Guayas: ")

	@pytest.mark.parametrize("form", SIGNATURES)
	def test_it_leaves_as_a_picture(self, walker: Walker, form: str) -> None:
		page = walker.open("jefa", at="/mapa/?metric=sold")
		with page.expect_download() as waiting:
			page.get_by_role("button", name=f"{form} del mapa").click()
		file = waiting.value
		assert file.suggested_filename == f"mapa.{form.lower()}"
		data = Path(file.path()).read_bytes()
		assert data.startswith(SIGNATURES[form])
		assert len(data) > 10_000
		if form == "SVG":  # it stands by itself
			text = data.decode()
			assert "href" not in text
			assert "class=" not in text
			assert 'fill="url(#few)"' in text

	def test_on_paper_stand_the_map_its_legend_and_the_table(self, walker: Walker) -> None:
		page = walker.open("jefa", at=PAGE)
		page.emulate_media(media="print")
		assert page.locator("svg[data-map]").is_visible()
		assert page.get_by_role("list", name="Leyenda").is_visible()
		assert page.get_by_role("table").first.is_visible()
		assert not page.get_by_role("button", name="Imprimir").is_visible()


@pytest.mark.covers("K19")
def test_the_head_goes_from_the_funnel_to_the_people(walker: Walker) -> None:
	page = walker.open("jefa", at="/campanas/1/")
	page.get_by_role("link", name="Estadísticas").last.click()
	page.get_by_role("heading", name="De la audiencia a la venta").wait_for()
	page.get_by_role("link", name="Hora", exact=True).click()
	page.locator("[data-name='llamadas'][data-drawn]").wait_for()
	row = page.get_by_role("row", name="Compraron")
	row.get_by_role("link").click()
	page.get_by_role("link", name="Compraron").wait_for()
	assert "stage=sold" in page.url
