"""«Revisión previa» of a campaign: counted, looked through, approved, kept."""

from html import unescape
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.mailer.runs import RunKind
from tests.support.fakes.preflight import count_preflight
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld

PAGE = "/campanas/1/revision/"
PEOPLE = "/campanas/1/revision/fuera"


@pytest.fixture
def portal(portal: PortalWorld) -> PortalWorld:
	campaign = portal.world.campaigns[1]
	portal.world.campaigns[1] = campaign.model_copy(update={"phase": Phase.SEGMENTED})
	return portal


def read_figure(page: str, name: str) -> tuple[str, str]:
	"""Return a figure of the page by its name, and what is said under it."""
	[card] = html.document_fromstring(page).xpath(
		"//*[contains(@class, 'kpi')][span[@class='kpi-label'][normalize-space()=$name]]", name=name
	)
	[value], [hint] = (card.find_class(one) for one in ("kpi-value", "kpi-hint"))
	return value.text_content().strip(), hint.text_content().strip()


@pytest.mark.covers("R46")
class TestPage:
	def test_it_says_what_it_is_for_until_it_is_counted(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = visitor.get(PAGE).text
		assert "Todavía no se contó" in page
		assert "Contar ahora" in page
		visitor.send(PAGE, page=PAGE)
		page = visitor.get(PAGE).text
		assert "Se está contando" in page
		assert f'hx-get="{PAGE}progreso"' in page
		assert "HX-Refresh" not in visitor.get(f"{PAGE}progreso").headers
		portal.world.preflight = count_preflight()
		assert visitor.get(f"{PAGE}progreso").headers["HX-Refresh"] == "true"

	def test_one_that_cannot_be_counted_says_why(self, portal: PortalWorld) -> None:
		failed = {"state": CountState.FAILED, "error": "La audiencia ya no existe."}
		portal.world.preflight = count_preflight().model_copy(update=failed)
		page = portal.open("jefa").get(PAGE).text
		assert "La audiencia ya no existe." in page
		assert "Contar otra vez" in page

	def test_every_figure_leads_to_whom_it_counts(self, portal: PortalWorld) -> None:
		portal.world.preflight = count_preflight()
		visitor = portal.open("jefa")
		page = unescape(visitor.get(PAGE).text)
		assert f'href="{PEOPLE}?channel=mail&cause=no_address">700</a>' in page
		assert f'href="{PEOPLE}?channel=call&cause=pressure">100</a>' in page
		assert read_figure(page, "Recibirán correo") == ("4.000", "cuesta $50,00")
		assert read_figure(page, "Se podrá llamar") == ("4.900", "sin tarifa")
		assert '<a href="/campanas/3/">Plan móvil</a>: 1.204 clientes' in " ".join(page.split())
		found = visitor.get(f"{PEOPLE}?channel=call&cause=pressure").text
		assert "Lucía Chimborazo Sintética" in found
		assert "María Ñusta Sintética" not in found

	def test_the_list_leaves_as_a_file(self, portal: PortalWorld) -> None:
		portal.world.preflight = count_preflight()
		answer = portal.open("jefa").get(f"{PEOPLE}?formato=xlsx")
		sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
		rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
		assert rows[0][-2:] == ["Canal", "Motivo"]
		assert len(rows) == 4

	def test_who_sees_no_names_sees_counts(self, portal: PortalWorld) -> None:
		portal.world.preflight = count_preflight()
		visitor = portal.open("admin")
		page = visitor.get(PAGE).text
		assert "700" in page
		assert PEOPLE not in page
		assert visitor.get(PEOPLE).status_code == 403
		assert portal.open("asesora").get(PAGE).status_code == 403

	def test_it_stays_as_it_was_when_the_campaign_began(self, portal: PortalWorld) -> None:
		running = portal.world.campaigns[1].model_copy(update={"phase": Phase.IN_EXECUTION})
		portal.world.campaigns[1] = running
		frozen = {"frozen_by": "Jefatura de Prueba", "frozen_at": NOW}
		portal.world.preflight = count_preflight().model_copy(update=frozen)
		for number in range(100, 130):  # many tests were sent since
			test = portal.world.runs[1].model_copy(update={"id": number, "kind": RunKind.TEST})
			portal.world.runs[number] = test
		page = portal.open("jefa").get(PAGE).text
		assert "Puesta en marcha" in page
		assert "3.904 = aceptado 3.600 + " in " ".join(page.split()).lower()
		assert "Contar otra vez" not in page

	def test_a_service_that_is_down_is_said(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("campaigns")
		assert visitor.get(PAGE).status_code == 503


@pytest.mark.covers("R46")
class TestApproval:
	def test_somebody_else_approves(self, portal: PortalWorld) -> None:
		wanted = count_preflight().model_copy(update={"needs_approval": True})
		portal.world.preflight = wanted
		page = portal.open("jefa").get(PAGE).text
		assert "Falta la aprobación de otra persona" in page
		assert f'action="{PAGE}aprobacion"' not in page
		admin = portal.open("admin")
		assert f'action="{PAGE}aprobacion"' in admin.get(PAGE).text
		admin.send(f"{PAGE}aprobacion", page=PAGE)
		page = portal.open("jefa").get(PAGE).text
		assert "Administración de Prueba" in page
		assert "Falta la aprobación" not in page

	def test_an_outdated_one_is_counted_first(self, portal: PortalWorld) -> None:
		portal.world.preflight = count_preflight().model_copy(update={"is_outdated": True})
		page = portal.open("admin").get(PAGE).text
		assert "La audiencia cambió" in page
		assert f'action="{PAGE}aprobacion"' not in page
