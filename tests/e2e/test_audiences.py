"""The head of marketing says whom a campaign leaves out, and reads why others are in it (K20)."""

import pytest
from playwright.sync_api import expect

from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K20")
class TestAudiences:
	def test_whom_a_campaign_leaves_out_is_counted_before_and_said_after(
		self, walker: Walker, portal: PortalWorld
	) -> None:
		page = walker.open("jefa", at="/campanas/nueva")
		card = page.get_by_role("region", name="A quién no")
		expect(card).to_contain_text("3 tienen riesgo alto")
		page.get_by_label("Nombre").fill("Plan nuevo")
		page.get_by_label("Mujeres").first.check()
		days = card.get_by_label("Contactados en los últimos días")
		days.fill("31")
		page.get_by_role("button", name="Continuar").last.click()
		expect(page.get_by_role("alert")).to_contain_text("Son de 1 a 30 días.")
		expect(days).to_have_value("31")
		walker.check_looks("excluidos-con-falta")
		days.fill("7")
		card.get_by_label("Con riesgo alto").check()
		expect(card).to_contain_text("12 fueron contactados en los últimos 7 días")
		walker.check_looks("excluidos")
		page.get_by_role("button", name="Presupuesto y resumen").click()
		expect(page.get_by_role("main")).to_contain_text("se dejan fuera")
		walker.check_looks("resumen-excluidos")
		campaign = portal.world.campaigns[1]
		assert campaign.audience is not None
		audience = campaign.audience.model_copy(update={"excluded": 15})
		portal.world.campaigns[1] = campaign.model_copy(update={"audience": audience})
		page.goto("/campanas/1/audiencia/")
		expect(page.get_by_text("Se dejaron fuera 15 clientes")).to_be_visible()
		expect(page.get_by_text("contactados hace poco (12), riesgo alto (3)")).to_be_visible()
		walker.check_looks("audiencia-excluidos")

	def test_why_each_is_in_it_is_read(self, walker: Walker) -> None:
		page = walker.open("jefa", at="/campanas/1/audiencia/")
		page.get_by_role("link", name="Ver los clientes", exact=True).click()
		expect(page.get_by_role("columnheader", name="Por qué está")).to_be_visible()
		expect(page.get_by_role("table")).to_contain_text("ingreso: $900,00")
		expect(page.get_by_role("table")).to_contain_text("etiquetas: VIP")
		walker.check_looks("por-que-esta")
