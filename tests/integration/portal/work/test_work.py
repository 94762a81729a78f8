"""«Mi trabajo»: what was promised, called, sold; the own alone, or everybody's for who reviews."""

import pytest

from chasqui.contracts.campaigns.calls import CallbackTime, CallKind
from tests.support.portal_world import PortalWorld

PAGES = ("/trabajo/", "/trabajo/llamadas", "/trabajo/ventas", "/trabajo/resultados/")


@pytest.mark.covers("K27")
class TestWork:
	def test_an_advisor_finds_it_in_the_menu_without_others_to_choose(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("asesora")
		assert 'href="/trabajo/"' in visitor.get("/").text
		for path in PAGES:
			page = visitor.get(path)
			assert page.status_code == 200, path
			assert "Mi trabajo" in page.text
			assert 'name="advisor_id"' not in page.text
			for other in PAGES:
				assert f'href="{other}"' in page.text, (path, other)
			assert page.text.count('aria-current="page">') >= 2  # the menu and the tab

	def test_who_reviews_calls_opens_any_advisor_and_stays_with_them(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("supervisor")
		for path in PAGES:
			page = visitor.get(f"{path}?advisor_id=2").text
			assert "Trabajo de asesores" in page
			assert 'name="advisor_id"' in page
			for other in PAGES:
				assert f'href="{other}?advisor_id=2"' in page, (path, other)
		assert {one.advisor_id for one in portal.world.work_queries} == {2}
		today = visitor.get("/trabajo/hoy?advisor_id=2").location
		assert today.startswith("/trabajo/llamadas?day=")
		assert today.endswith("&advisor_id=2")

	def test_callbacks_say_when_and_for_which_campaign(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		page = visitor.get("/trabajo/").text
		for text in (
			"Vencida",
			"Otro día",
			"Pausada",
			"Después de las cinco",
			"(datos elimin",
			"o cualquiera",
		):
			assert text in page
		late = visitor.get("/trabajo/?time=late").text
		assert "Persona 1" in late
		assert "Persona 2" not in late
		assert portal.world.work_queries[-1].time is CallbackTime.LATE

	def test_sales_are_the_calls_that_ended_so(self, portal: PortalWorld) -> None:
		page = portal.open("asesora").get("/trabajo/ventas").text
		assert portal.world.work_queries[-1].kind is CallKind.SALE
		for text in ("Persona 1", "Plan Fibra 300", "$70,00"):
			assert text in page
		assert "Persona 2" not in page

	def test_it_leaves_as_a_file_without_contact_data(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		file = visitor.get("/trabajo/?formato=csv").text
		assert file.lstrip("\ufeff").splitlines()[0] == "Cliente;Cuándo;Campaña;Nota;Quién llama"
		assert ("rellamadas", []) in portal.world.people.exports

	def test_nobody_else_has_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("account_manager")
		assert 'href="/trabajo/"' not in visitor.get("/").text
		assert visitor.get("/trabajo/").status_code == 403
