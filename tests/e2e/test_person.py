"""The person's page and rights in a browser: each page as it is seen, a journey per role."""

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld

SECTIONS = (
	"contacts", "addresses", "preferences", "dates", "tags", "custom", "category_override",
)  # fmt: skip
PAGES = {
	"jefa": ("/clientes/1", "/clientes/1?parte=riesgo"),
	"asesora": ("/clientes/1", "/clientes/1?parte=campanas"),
	"admin": (
		"/clientes/1", "/clientes/2", "/clientes/1?ver=ventas", "/clientes/1?parte=permisos",
		"/clientes/1?parte=campanas", "/clientes/1?parte=riesgo", "/clientes/1?parte=auditoria",
		*(f"/clientes/1/perfil/{name}" for name in SECTIONS), "/clientes/1/expediente",
		"/clientes/1/borrar", "/solicitudes/", "/solicitudes/nueva?cliente=1", "/solicitudes/1",
		"/borrados/", "/auditoria/", "/campos/", "/campos/plan",
	),
}  # fmt: skip


FEW = 8  # pages a test, so that several processes share them
WALKS = [(who, PAGES[who][i : i + FEW]) for who in PAGES for i in range(0, len(PAGES[who]), FEW)]


@pytest.mark.parametrize(("who", "paths"), WALKS, ids=lambda value: str(value)[:30])
def test_it_is_accessible_and_fits(walker: Walker, who: str, paths: tuple[str, ...]) -> None:
	page = walker.open(who, at=None)
	found = []
	for path in paths:
		page.goto(path)
		found += walker.examine_looks(
			f"{who}-{path.strip('/').replace('/', '-').replace('?', '-')}"
		)
	assert not found


@pytest.mark.covers("R8", "R9", "R10")
def test_an_administrator_cares_for_a_person(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin", at="/clientes/1")
	page.get_by_role("link", name="Editar: Etiquetas").click()
	dialog = page.get_by_role("dialog")
	dialog.get_by_label("Etiquetas nuevas").fill("Moroso")
	walker.check_page("admin-etiquetas-dialogo")
	portal.world.people.quicker.add(1)
	dialog.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("alert")).to_be_focused()
	expect(page.get_by_role("alert")).to_contain_text("De otra persona")
	walker.check_page("admin-etiquetas-conflicto")
	expect(page.get_by_label("Etiquetas nuevas")).to_have_value("Moroso")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status")).to_contain_text("quedó guardado")
	assert "Moroso" in portal.world.people.profiles[1].tags
	page.get_by_role("button", name="No llamar").click()
	expect(page.get_by_text("no llamar", exact=True)).to_be_visible()
	page.get_by_role("link", name="Correos 2").click()
	expect(page.get_by_text("Sin consentimiento")).to_be_visible()
	expect(page.get_by_text("Pide que le visiten")).to_be_hidden()


@pytest.mark.covers("R44")
def test_an_administrator_erases_a_person_by_keyboard(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin", at="/clientes/1")
	menu = page.get_by_text("Más acciones")
	menu.focus()
	walker.press("Enter")
	walker.check_page("admin-mas-acciones")
	walker.press("Escape")
	expect(page.get_by_role("link", name="Ver el expediente")).to_be_hidden()
	walker.press("Enter")
	page.get_by_role("link", name="Borrar todos sus datos").focus()
	walker.press("Enter")
	page.get_by_label("Motivo").fill("La persona lo pidió")
	confirmation = page.get_by_label("Escriba la identificación")
	confirmation.fill("1700000002")
	walker.press("Enter", on=confirmation)
	expect(page.get_by_role("alert")).to_contain_text("No es la identificación")
	walker.check_page("admin-borrar-mal")
	confirmation.fill(portal.world.customers[1].id_number)
	walker.press("Enter", on=confirmation)
	expect(page.get_by_text("todavía no da su recibo").first).to_be_visible()
	walker.check_page("admin-borrado-empieza")
	expect(page.get_by_text("El borrado terminó")).to_be_visible(timeout=20_000)
	walker.check_page("admin-borrado-termina")


@pytest.mark.covers("R44")
def test_an_administrator_answers_a_request(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin", at="/solicitudes/")
	expect(page.get_by_text("venció hace 5 días")).to_be_visible()
	page.get_by_role("link", name="María Ñusta Sintética").first.click()
	page.get_by_role("link", name="Ver el expediente").click()
	expect(page.get_by_role("heading", name="Central de riesgos")).to_be_visible()
	with page.expect_download() as download:
		page.get_by_role("link", name="Descargar (JSON)").click()
	assert download.value.suggested_filename == "expediente-1.json"
	page.goto("/solicitudes/1")
	page.get_by_label("Se concede").check()
	page.get_by_label("Qué se hizo").fill("Se entregó el expediente")
	page.get_by_role("button", name="Cerrar la solicitud").click()
	expect(page.get_by_role("status")).to_contain_text("quedó cerrada")
	assert portal.world.people.requests[1].state == "granted"


def test_the_marketing_head_reads_a_person_but_changes_nothing(walker: Walker) -> None:
	page = walker.open("jefa", at="/clientes/1")
	expect(page.get_by_text("Pide que le visiten")).to_be_visible()
	expect(page.get_by_role("link", name="Editar: Etiquetas")).to_have_count(0)
	page.get_by_role("link", name="Riesgo", exact=True).click()
	expect(page.get_by_text("742")).to_be_visible()


def test_an_advisor_reads_what_helps_the_call(walker: Walker) -> None:
	page = walker.open("asesora", at="/clientes/1")
	expect(page.get_by_text("Pide que le visiten")).to_be_visible()
	expect(page.get_by_role("link", name="Auditoría")).to_have_count(0)
