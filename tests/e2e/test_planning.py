"""The head of marketing plans: the calendar, the board, segments (R29)."""

import pytest

from chasqui.contracts.campaigns.campaigns import Phase
from tests.e2e.walker import PHONE, Walker
from tests.support.portal_world import PortalWorld


class TestCalendar:
	def test_from_the_menu_month_by_month_to_a_campaign(self, walker: Walker) -> None:
		page = walker.open("jefa")
		page.get_by_role("link", name="Calendario").click()
		page.get_by_role("heading", name="Calendario de campañas").wait_for()
		page.goto("/calendario/?month=2026-11")
		walker.check_looks("calendario")
		walker.press("Enter", on=page.get_by_role("link", name="diciembre de 2026"))
		page.get_by_role("heading", name="diciembre de 2026").wait_for()
		page.get_by_role("link", name="Ver por semana").click()
		page.get_by_role("heading", name="Del 30 nov 2026").wait_for()
		walker.check_looks("calendario-semana")
		page.get_by_role("link", name="Plan hogar").first.click()
		page.get_by_role("heading", name="Plan hogar", level=1).wait_for()

	def test_a_phone_shows_a_list(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/calendario/?month=2026-11", size=PHONE)
		assert not page.get_by_role("table").is_visible()
		assert page.get_by_role("listitem").get_by_role("link", name="Plan hogar").is_visible()


class TestBoard:
	@pytest.fixture(autouse=True)
	def _moves(self, portal: PortalWorld) -> None:
		"""Campaign 1 goes on: it may be paused, and not yet finished."""
		news = {
			"phase": Phase.IN_EXECUTION,
			"allowed_phases": [Phase.PAUSED, Phase.CANCELLED],
			"obstacles": {Phase.FINISHED: "Todavía hay llamadas por hacer."},
		}
		portal.world.campaigns[1] = portal.world.campaigns[1].model_copy(update=news)

	def test_a_card_is_dragged_and_the_move_confirmed(
		self, walker: Walker, portal: PortalWorld
	) -> None:
		page = walker.open("jefa")
		page.get_by_role("link", name="Tablero").click()
		walker.check_looks("tablero")
		page.locator("[data-card]").filter(has_text="Plan hogar").drag_to(
			page.locator('[data-phase="paused"]')
		)
		dialog = page.get_by_role("dialog")
		dialog.get_by_role("button", name="Pasar a «Pausada»").click()
		page.get_by_text("La campaña ahora está en la fase").wait_for()
		assert page.url.endswith("/tablero/")
		assert portal.world.campaigns[1].phase is Phase.PAUSED
		column = page.get_by_role("region", name="Pausada")
		assert column.get_by_role("link", name="Plan hogar").is_visible()

	def test_a_move_that_is_refused_says_why(self, walker: Walker, portal: PortalWorld) -> None:
		page = walker.open("jefa", at="/tablero/")
		page.locator("[data-card]").filter(has_text="Plan hogar").drag_to(
			page.locator('[data-phase="finished"]')
		)
		page.get_by_role("status").get_by_text("Todavía hay llamadas por hacer.").wait_for()
		assert page.url.endswith("/tablero/")
		assert portal.world.campaigns[1].phase is Phase.IN_EXECUTION

	def test_by_keys_alone(self, walker: Walker, portal: PortalWorld) -> None:
		page = walker.open("jefa", at="/tablero/")
		card = page.locator("[data-card]").filter(has_text="Plan hogar")
		walker.press("Enter", on=card.locator("summary"))
		assert card.get_by_text("Todavía hay llamadas por hacer.").is_visible()
		walker.press("Enter", on=card.get_by_role("link", name="Pausada"))
		walker.press("Enter", on=page.get_by_role("button", name="Pasar a «Pausada»"))
		page.get_by_text("La campaña ahora está en la fase").wait_for()
		assert portal.world.campaigns[1].phase is Phase.PAUSED


@pytest.mark.covers("R29")
class TestSegments:
	def test_chosen_rows_are_taken_to_a_campaign(self, walker: Walker, portal: PortalWorld) -> None:
		page = walker.open("jefa", at="/clientes/campana")
		walker.check_looks("llevar-a-campana")
		page.get_by_role("link", name="Elegirlos para una campaña").click()
		page.get_by_label("Nombre").fill("Invitados a la feria")
		walker.check_looks("segmento-nuevo")
		page.get_by_role("button", name="Guardar y crear la campaña").click()
		page.get_by_text("Del segmento «Invitados a la feria».").wait_for()
		picked = page.get_by_role("group", name="Elegidos a mano")
		assert picked.get_by_role("checkbox").is_checked()
		walker.check_looks("asistente-elegidos")
		assert portal.world.segments[2].customers == len(portal.world.customers)

	def test_a_saved_one_is_counted_and_used(self, walker: Walker) -> None:
		page = walker.open("jefa")
		page.get_by_role("link", name="Segmentos").click()
		walker.check_looks("segmentos")
		page.get_by_role("link", name="Mujeres con correo").click()
		page.get_by_role("button", name="Contar ahora").click()
		page.get_by_text("Contado ahora.").wait_for()
		walker.check_looks("segmento")
		page.get_by_role("button", name="Crear una campaña").click()
		page.get_by_text("Del segmento «Mujeres con correo».").wait_for()
		assert (
			page.get_by_role("group", name="Se le puede escribir").get_by_label("Sí").is_checked()
		)
