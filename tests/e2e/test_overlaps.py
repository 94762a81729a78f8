"""The head of marketing looks at whom campaigns share, and decides before a launch (K20)."""

import pytest

from tests.e2e.walker import PHONE, Walker


@pytest.mark.covers("K20")
class TestOverlaps:
	def test_from_the_menu_by_the_matrix_to_who_is_in_both(self, walker: Walker) -> None:
		page = walker.open("jefa")
		page.get_by_role("link", name="Clientes repetidos").click()
		page.get_by_role("heading", name="Campaña por campaña").wait_for()
		walker.check_looks("repetidos")
		matrix = page.get_by_role("table").first
		matrix.get_by_role("row", name="Plan hogar").get_by_role("link", name="1.204").click()
		page.get_by_role("heading", name="Clientes en varias campañas", level=1).wait_for()
		assert page.get_by_label("Campaña", exact=True).input_value() == "1"
		assert page.get_by_label("Y también en").input_value() == "3"
		walker.check_looks("clientes-repetidos")

	def test_a_phone_shows_the_pairs_alone(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/repetidos/", size=PHONE)
		assert not page.get_by_role("heading", name="Campaña por campaña").is_visible()
		assert page.get_by_role("link", name="1.204").is_visible()

	def test_the_matrix_is_walked_by_keys(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/repetidos/")
		walker.press(
			"Enter", on=page.get_by_role("table").first.get_by_role("link", name="1.204").first
		)
		page.get_by_role("heading", name="Clientes en varias campañas", level=1).wait_for()

	def test_while_criteria_are_typed_it_says_whom_others_have(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/campanas/nueva")
		card = page.get_by_role("region", name="Quienes están en otras campañas")
		card.get_by_text("1.204 ya están en otras campañas").wait_for()
		page.get_by_label("Nombre").fill("Plan nuevo")
		page.get_by_label("Mujeres").first.check()
		card.get_by_label("Se dejan fuera de esta").check()
		page.get_by_role("button", name="Presupuesto y resumen").click()
		page.get_by_text("Se dejan fuera de esta").wait_for()
		walker.check_looks("resumen-repetidos")

	def test_a_campaign_shows_with_which_others_it_shares(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/campanas/1/audiencia/")
		card = page.get_by_role("region", name="Clientes que también están en otras campañas")
		card.get_by_role("link", name="1.204").click()
		page.get_by_role("heading", name="Clientes en varias campañas", level=1).wait_for()
