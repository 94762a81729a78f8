"""The list of customers in a browser: every part accessible, by keyboard too."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.portal_world import PortalWorld

PAGES = (
	"/clientes/?gender=F&province=EC-P&tag=feria&age_from=30&columns=tags&columns=consent_email"
	"&columns=monthly_income&columns=last_contact_at",
	"/clientes/?q=nadie", "/clientes/acciones/?scope=all&action=archive",
	"/clientes/acciones/?scope=all&action=untag&tag=feria", "/clientes/campana?gender=F",
	"/clientes/campana?tag=feria",
)  # fmt: skip


@pytest.mark.covers("R11")
class TestLooks:
	def test_its_pages_are_accessible_and_fit(self, walker: Walker) -> None:
		page = walker.open("admin", at=None)
		found = []
		for number, path in enumerate(PAGES):
			page.goto(path)
			found += walker.examine_looks(f"lista-{number}")
		assert not found

	@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
	def test_what_unfolds_is_accessible_and_fits(
		self, walker: Walker, size: tuple[int, int]
	) -> None:
		page = walker.open("admin", at="/clientes/", size=size)
		page.get_by_text("Búsqueda avanzada y columnas").click()
		if size == PHONE:
			page.get_by_text("Acotar").click()
		page.get_by_role("link", name=re.compile("^Pichincha")).wait_for()
		page.get_by_label("Elegir todos los de esta página").check()
		assert not walker.examine_themes(f"lista-abierta-{size[0]}")
		page.goto("/clientes/")
		page.locator(".view-save > summary").click()
		assert not walker.examine_themes(f"lista-vistas-{size[0]}")
		panel = page.locator(".view-panel").bounding_box()
		assert panel is not None
		assert panel["x"] >= 0
		assert panel["x"] + panel["width"] <= size[0]


@pytest.mark.covers("R45")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_long_word_of_both_records_stays_within_the_comparison(
	walker: Walker, portal: PortalWorld, size: tuple[int, int]
) -> None:
	news = {"email": f"{'maria.auxiliadora.' * 6}sintetica@example.com", "name": "Sintética" * 12}
	for number in (1, 2):
		known = portal.world.customers[number]
		portal.world.customers[number] = known.model_copy(update=news)
	page = walker.open("admin", at="/duplicados/1-2", size=size)
	assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.covers("R11")
class TestDoing:
	def test_facets_and_chips_put_filters_on_and_off(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/clientes/")
		page.get_by_role("link", name=re.compile("^Pichincha")).click()
		chips = page.get_by_role("list", name="Filtros activos")
		expect(chips).to_contain_text("Provincia: Pichincha")
		chips.get_by_role("link", name=re.compile("Pichincha")).click()
		expect(chips).to_have_count(0)

	def test_rows_are_picked_and_tagged_with_the_keyboard_alone(self, walker: Walker) -> None:
		page = walker.open("admin", at="/clientes/")
		page.get_by_label(re.compile("Elegir a María")).focus()
		walker.press("Space")
		expect(page.locator("[data-picked]")).to_have_text("1 elegido")
		page.get_by_label("Elegir todos los de esta página").focus()
		walker.press("Space")
		expect(page.locator("[data-picked]")).to_have_text("5 elegidos")
		page.get_by_label("Elegir a Rosa Imbabura Sintética").focus()
		walker.press("Space")
		page.locator("#bulk-tag").focus()
		page.keyboard.type("feria")
		walker.press("Enter")
		page.get_by_role("button", name="Etiquetar: 4 clientes").focus()
		walker.press("Enter")
		page.get_by_text("4 clientes cambiaron.").wait_for()

	def test_a_large_action_is_watched_to_its_end(
		self, walker: Walker, portal: PortalWorld
	) -> None:
		portal.world.holds_jobs = True  # a busy machine would not see it in its second
		page = walker.open("admin", at="/clientes/acciones/?scope=all&action=archive")
		page.get_by_role("button", name="Archivar: 5 clientes").click()
		page.get_by_text("2 de 5 revisados").wait_for()
		walker.check_page("lista-accion")
		portal.world.holds_jobs = False
		page.get_by_text("5 de 5 revisados").wait_for()

	def test_a_large_action_is_paused_and_then_cancelled_after_a_question(
		self, walker: Walker, portal: PortalWorld
	) -> None:
		portal.world.holds_jobs = True
		page = walker.open("admin", at="/clientes/acciones/?scope=all&action=archive")
		page.get_by_role("button", name="Archivar: 5 clientes").click()
		page.get_by_role("button", name="Pausar").click()
		page.get_by_role("button", name="Reanudar").wait_for()
		walker.check_looks("lista-accion-pausada")
		page.get_by_role("link", name="Cancelar", exact=True).click()
		dialog = page.get_by_role("dialog")
		dialog.get_by_text("se quedan así").wait_for()
		dialog.get_by_role("button", name="Cancelar la acción").click()
		page.get_by_text("Cancelada").wait_for()
		expect(page.get_by_role("button", name="Reanudar")).to_have_count(0)

	def test_a_view_is_saved_and_opened(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/clientes/?gender=F")
		page.locator(".view-save > summary").click()
		page.get_by_label("Guardar esta lista como").fill("Mujeres")
		page.get_by_role("button", name="Guardar vista").click()
		page.get_by_text("quedó guardada").wait_for()
		page.goto("/clientes/")
		page.get_by_role("link", name="Mujeres", exact=True).click()
		expect(page).to_have_url(re.compile("gender=F"))

	def test_a_view_of_another_list_is_kept_and_deleted_by_keys(self, walker: Walker) -> None:
		page = walker.open("admin", at="/promociones/?phase=ended", size=PHONE)
		walker.press("Enter", on=page.locator(".view-save > summary"))
		page.get_by_label("Guardar esta lista como").fill("Las que acabaron")
		walker.press("Enter", on=page.get_by_label("Guardar esta lista como"))
		page.get_by_text("quedó guardada").wait_for()
		expect(page.get_by_role("link", name="Las que acabaron", exact=True)).to_have_attribute(
			"aria-current", "page"
		)
		walker.press("Enter", on=page.locator(".view-save > summary"))
		assert not walker.examine_themes("vistas-de-promociones")
		panel = page.locator(".view-panel").bounding_box()
		assert panel is not None
		assert 0 <= panel["x"] <= panel["x"] + panel["width"] <= PHONE[0]
		walker.press("Enter", on=page.get_by_role("link", name="Borrar Las que acabaron"))
		question = page.get_by_role("dialog")
		expect(question).to_contain_text("Borrar la vista «Las que acabaron»")
		question.get_by_role("button", name="Borrar").click()
		page.get_by_text("La vista quedó borrada").wait_for()
		expect(page.get_by_role("link", name="Las que acabaron", exact=True)).to_have_count(0)

	def test_a_file_is_downloaded(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/clientes/")
		page.get_by_role("button", name="Exportar").click()
		with page.expect_download() as waiting:
			page.get_by_role("link", name="CSV", exact=True).click()
		assert waiting.value.suggested_filename == "clientes.csv"
