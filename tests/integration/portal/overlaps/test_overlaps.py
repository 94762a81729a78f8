"""«Clientes repetidos» on its pages: campaign by campaign, who they are, and before a launch."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from chasqui.contracts.campaigns.campaigns import Priority, RepeatedRule
from tests.integration.portal.campaigns.test_wizard import CALENDAR, send_step
from tests.support.portal_world import PortalWorld, Visitor, find_hidden

PAGE, PEOPLE = "/repetidos/", "/repetidos/clientes/"
WIZARD = "/campanas/asistente"


@pytest.mark.covers("K20")
class TestMatrix:
	def test_every_cell_leads_to_who_is_in_both(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(PAGE).text
		matrix = page[page.index('<table class="table matrix">') : page.index("</table>")]
		assert 'href="/repetidos/clientes/?campaign=1&amp;other=3">1.204</a>' in matrix
		assert 'href="/repetidos/clientes/?campaign=3&amp;other=1">1.204</a>' in matrix
		assert re.findall(r'<span class="table-sub">(.*?)</span>', matrix) == ["24,1 %", "8 %"]
		assert matrix.count('<th scope="col"') == matrix.count('<th scope="row"') + 1 == 3
		assert "qué parte son de los clientes de la campaña" in matrix

	def test_it_says_how_many_it_does_not_show(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(PAGE).text
		assert "Las 2 que empiezan más tarde, de 3." in page

	def test_one_campaign_alone_crosses_nothing(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{PAGE}?phase=segmented").text
		assert "matrix" not in page
		assert "Ninguna de esas campañas comparte clientes" in page

	def test_without_campaigns_it_says_how_the_first_comes_to_be(self, portal: PortalWorld) -> None:
		portal.world.campaigns.clear()
		assert "Cuando dos audiencias tengan clientes" in portal.open("jefa").get(PAGE).text

	def test_who_may_not_see_names_sees_counts_without_ways(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get(PAGE).text
		assert "1.204" in page
		assert "/repetidos/clientes/" not in page
		assert visitor.get(PEOPLE).status_code == 403
		assert portal.open("asesora").get(PAGE).status_code == 403

	def test_it_leaves_as_a_file_with_every_pair(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get(f"{PAGE}?formato=xlsx")
		sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
		rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
		assert rows[0][:3] == ["Campaña", "Otra campaña", "En las dos"]
		assert rows[1][2] == 1204

	def test_while_campaigns_is_silent_the_page_says_so(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("campaigns")
		answer = visitor.get(PAGE)
		assert answer.status_code == 200
		assert "no está disponible por ahora" in answer.text


@pytest.mark.covers("K20")
class TestPeople:
	def test_each_campaign_says_what_came_of_it(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(PEOPLE).text
		lines = re.findall(r"<li><a href=\"/campanas/\d/\">(.*?)</a>(.*?)</li>", page, re.DOTALL)
		said = {name: re.sub(r"\s+", " ", rest).strip() for name, rest in lines}
		assert said == {
			"Plan hogar para mujeres": "· 2 correos · 1 llamada (Venta)",
			"Renovación de fibra": "· su correo no salió · 2 llamadas (Venta)",
			"Bienvenida": "· 2 correos · sin llamadas",
		}

	def test_while_the_mailer_is_silent_the_rest_is_said(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("mailer")
		page = visitor.get(PEOPLE).text
		assert "correos: sin dato por ahora" in page
		assert "1 llamada (Venta)" in page

	def test_the_file_has_a_line_each(self, portal: PortalWorld) -> None:
		answer = portal.open("jefa").get(f"{PEOPLE}?formato=csv&campaign=1&at_least=3")
		text = answer.data.decode("utf-8-sig")
		assert "Plan hogar para mujeres, 2 correos, 1 llamada (Venta)" in text
		assert text.count("María Ñusta Sintética") == 1

	def test_nobody_found_is_said(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{PEOPLE}?q=nadie").text
		assert "Nadie está así en más de una campaña" in page

	def test_a_filter_that_makes_no_sense_is_said(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{PEOPLE}?at_least=1").text
		assert "No se entendió un filtro" in page


@pytest.mark.covers("K20")
class TestCampaign:
	def test_its_audience_says_whom_it_shares_and_whom_it_left_out(
		self, portal: PortalWorld
	) -> None:
		one = portal.world.campaigns[1]
		assert one.audience is not None
		news = {"audience": one.audience.model_copy(update={"left_out": 1204})}
		portal.world.campaigns[1] = one.model_copy(update=news)
		page = portal.open("jefa").get("/campanas/1/audiencia/").text
		said = re.sub(r"<[^>]+>|\s+", " ", page)
		said = re.sub(r" +", " ", said)
		assert "Se dejaron fuera 1.204 clientes por estar en otras campañas" in said
		assert 'href="/repetidos/clientes/?campaign=1&amp;other=3"' in page

	def test_one_that_left_everybody_out_says_why_it_is_empty(self, portal: PortalWorld) -> None:
		one = portal.world.campaigns[3]
		assert one.audience is not None
		for left_out, why in ((9, "los criterios están en otras."), (0, "nadie cumple los")):
			news = {
				"audience": one.audience.model_copy(update={"members": 0, "left_out": left_out})
			}
			portal.world.campaigns[3] = one.model_copy(update=news)
			page = portal.open("jefa").get("/campanas/3/").text
			assert why in page

	def test_one_that_left_nobody_out_does_not_speak_of_it(self, portal: PortalWorld) -> None:
		assert "dejaron fuera" not in portal.open("jefa").get("/campanas/1/audiencia/").text

	def test_one_that_shares_nobody_says_so(self, portal: PortalWorld) -> None:
		del portal.world.campaigns[3]
		page = portal.open("jefa").get("/campanas/1/audiencia/").text
		assert "Ninguno de sus clientes está en otra campaña" in page


@pytest.mark.covers("K20")
class TestWizard:
	def test_it_says_how_many_others_have_and_what_each_rule_leaves(
		self, portal: PortalWorld
	) -> None:
		said = count(portal.open("jefa"), **{"criteria.genders": "F"})
		assert "<strong>1.204</strong> ya están en otras campañas (24,1 % de 5.000)" in said
		assert "Si se dejan fuera, quedan 3.796." in said
		each = "quedan 4.200; la mayor prioridad, 4.300; la venta más valiosa, 4.400."
		assert f"Si gana el mayor presupuesto, {each}" in said
		assert "Renovación de fibra</a>: 602" in said

	def test_many_campaigns_are_cut_short(self, portal: PortalWorld) -> None:
		for number in range(4, 9):
			news = {"id": number, "name": f"Otra {number}"}
			portal.world.campaigns[number] = portal.world.campaigns[1].model_copy(update=news)
		assert "y 3 campañas más" in count(portal.open("jefa"))

	def test_nobody_and_too_many_are_said(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.is_repeated = False
		assert "Ninguno está en otra campaña en curso" in count(visitor)
		portal.world.has_too_many = True
		assert "Son más de 100.000 clientes" in count(visitor)

	def test_criteria_that_are_wrong_are_said_beside_it_alone(self, portal: PortalWorld) -> None:
		said = count(portal.open("jefa"), **{"criteria.age_from": "60", "criteria.age_to": "30"})
		assert "cuando los criterios estén completos" in said
		assert portal.world.candidates == []

	def test_the_budget_and_the_campaign_of_the_draft_are_asked(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "resumen", budget="1.500,00", go="segmento")
		count(visitor, draft=7)
		assert portal.world.candidates[-1].budget == Decimal("1500.00")
		count(visitor, draft=8, query="?de=2")
		assert portal.world.candidates[-1].campaign_id == 2

	def test_what_is_typed_of_priority_and_value_is_asked(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		count(visitor, priority="high", sale_value="24,90")
		asked = portal.world.candidates[-1]
		assert (asked.priority, asked.sale_value) == (Priority.HIGH, Decimal("24.90"))
		assert "ya están en otras campañas" in count(visitor, sale_value="mucho")
		assert portal.world.candidates[-1].sale_value is None

	def test_a_budget_that_is_none_counts_nothing(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		send_step(visitor, "resumen", budget="mucho", go="segmento")
		assert "ya están en otras campañas" in count(visitor, draft=7)
		assert portal.world.candidates[-1].budget is None

	def test_what_was_chosen_is_kept_and_saved(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		base = visitor.get("/campanas/2/editar").location.partition("/segmento")[0]
		page = visitor.get(f"{base}/segmento?de=2").text
		assert re.search(r'name="repeated" value="keep" checked', page)
		fields = {"name": "Renovación", "repeated": "value", "go": "resumen"}
		fields |= {"priority": "high", "sale_value": "24,90"}
		seen = find_hidden(page, "seen")
		way = f"{base}/segmento?de=2"
		assert visitor.send(way, page=way, seen=seen, **fields).location == f"{base}/resumen"
		summary = visitor.get(f"{base}/resumen").text
		assert "Se quedan en la de venta más valiosa" in summary
		assert "Alta" in summary
		assert "$24,90" in summary
		send_step(visitor, "calendario", base, **CALENDAR)
		assert send_step(visitor, "resumen", base, go="guardar").location == "/campanas/2/"
		kept = portal.world.campaigns[2]
		assert (kept.repeated, kept.priority) == (RepeatedRule.VALUE, Priority.HIGH)
		assert kept.sale_value == Decimal("24.90")


def count(visitor: Visitor, *, draft: int = 7, query: str = "", **typed: str) -> str:
	"""Return what the wizard says of those whom other campaigns have."""
	page = f"{WIZARD}/{draft}/segmento"
	answer = visitor.send(f"{WIZARD}/{draft}/repetidos{query}", page=page, **typed)
	assert answer.status_code == 200
	return re.sub(r"\s+", " ", answer.text)
