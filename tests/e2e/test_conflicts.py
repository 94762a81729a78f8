"""Two people change one record: both values stand at the field, and the later one chooses."""

from playwright.sync_api import expect

from chasqui.contracts.customers.catalogue import Objection
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


def test_rows_of_fields_are_taken_together(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("admin")
	page.goto("/catalogo/1/editar")
	item = portal.world.shop.items[1]
	theirs = [Objection(objection=f"Pero {n}", answer=f"Porque {n}") for n in range(3)]
	sheet = item.sheet.model_copy(update={"objections": theirs})
	portal.world.shop.keep(item.model_copy(update={"sheet": sheet}))
	said, answers = page.locator("input[name=objection]"), page.locator("input[name=answer]")
	said.first.fill("La mía")
	page.get_by_role("button", name="Guardar").click()
	choice = page.get_by_role("group", name="Qué valor queda")
	expect(choice).to_be_visible()
	walker.check_looks("conflicto-objeciones")
	choice.get_by_role("button", name="Usar lo guardado").click()
	assert [one.input_value() for one in said.all()][:3] == ["Pero 0", "Pero 1", "Pero 2"]
	assert [one.input_value() for one in answers.all()][:3] == ["Porque 0", "Porque 1", "Porque 2"]
	choice.get_by_role("button", name="Dejar lo mío").click()
	assert said.first.input_value() == "La mía"
	assert [one.input_value() for one in said.all()][2] == ""
