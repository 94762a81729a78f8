"""Two people change one record: both values stand at the field, and the later one chooses."""

from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


def test_one_chooses_whose_value_stands(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin", at="/clientes/1/editar")
	known = portal.world.customers[1].phone
	page.locator("input[name=version]").evaluate("one => { one.value = '00bb' }")
	phone = page.locator("input[name=phone]")
	phone.fill("0991112223")
	page.get_by_role("button", name="Guardar").click()
	choice = page.get_by_role("group", name="Qué valor queda")
	expect(choice).to_be_visible()
	walker.check_looks("conflicto")
	choice.get_by_role("button", name="Usar lo guardado").click()
	expect(phone).to_have_value(str(known))
	choice.get_by_role("button", name="Dejar lo mío").click()
	expect(phone).to_have_value("0991112223")
	expect(choice.get_by_role("button", name="Dejar lo mío")).to_have_attribute(
		"aria-pressed", "true"
	)
	page.get_by_role("button", name="Guardar").click()
	expect(page).to_have_url(f"{walker.url}/clientes/1")


def test_marks_are_chosen_too(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin")
	portal.world.people.quicker.add(1)
	page.goto("/clientes/1/perfil/tags")
	page.get_by_role("button", name="Guardar").click()
	choice = page.get_by_role("group", name="Qué valor queda")
	expect(choice).to_be_visible()
	choice.get_by_role("button", name="Usar lo guardado").click()
	marks = page.locator("input[name=tags]:checked")
	assert [one.input_value() for one in marks.all()] == ["De otra persona"]
	walker.check_looks("conflicto-etiquetas")
