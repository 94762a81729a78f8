"""What makes pages kinder: cantons of a province, tabs on a phone, paper, the title of a part."""

from playwright.sync_api import Page, expect

from tests.e2e.walker import PHONE, Walker

SEEN = """tab => {
	const [here, all] = [tab.getBoundingClientRect(), tab.closest(".tabs").getBoundingClientRect()];
	return here.left >= all.left - 1 && here.right <= all.right + 1;
}"""


def list_cantons(page: Page, index: int = 0) -> list[str]:
	texts = page.locator("select[name=canton]").nth(index).locator("option").all_inner_texts()
	return [one.strip() for one in texts if "(" in one]


def test_cantons_are_those_of_the_province(walker: Walker) -> None:
	page = walker.open("admin")
	for path, name in (("/clientes/nuevo", "province"), ("/clientes/1/perfil/addresses", "region")):
		page.goto(path)
		page.locator(f"select[name={name}]").last.select_option(label="Pichincha")
		last = page.locator("select[name=canton]").count() - 1
		cantons = list_cantons(page, last)
		assert cantons
		assert all(one.endswith("(Pichincha)") for one in cantons), path
		page.locator("select[name=canton]").last.select_option(label="Quito (Pichincha)")
		page.locator(f"select[name={name}]").last.select_option(label="Azuay")
		expect(page.locator("select[name=canton]").last).to_have_value("")
		page.locator(f"select[name={name}]").last.select_option("")
		assert len(list_cantons(page, last)) > 200
	page.goto("/clientes/?province=EC-P&canton=1701")
	assert all(one.endswith("(Pichincha)") for one in list_cantons(page))


def test_the_open_tab_is_seen_on_a_phone(walker: Walker) -> None:
	page = walker.open("jefa", size=PHONE)
	for path in ("/campanas/1/bitacora", "/clientes/1?parte=riesgo"):
		page.goto(path)
		tab = page.locator(".tabs [aria-current]")
		assert tab.evaluate(SEEN), path
		assert page.evaluate("document.documentElement.scrollLeft") == 0


def test_paper_is_light_and_has_no_menu(walker: Walker) -> None:
	page = walker.open("jefa", at="/campanas/1/", theme="dark")
	page.emulate_media(media="print")
	expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
	expect(page.locator(".side")).to_be_hidden()
	expect(page.locator(".top")).to_be_hidden()
	expect(page.get_by_role("heading", level=1)).to_be_visible()
	page.emulate_media(media="screen")
	expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_title_says_which_part(walker: Walker) -> None:
	page = walker.open("jefa", at="/campanas/1/correo/")
	expect(page).to_have_title(f"Correo · {page.locator('h1').inner_text()} · Chasqui")
	page.goto("/clientes/1?parte=permisos")
	expect(page).to_have_title(f"Permisos · {page.locator('h1').inner_text()} · Chasqui")
