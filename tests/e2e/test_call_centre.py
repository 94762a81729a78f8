"""The call centre in a browser: a head sets it, an advisor calls by it, a supervisor after."""

import pytest
from playwright.sync_api import expect

from chasqui.contracts.campaigns.information import DeskInformation
from chasqui.contracts.campaigns.risk_rules import KeptRiskRules
from chasqui.contracts.mailer.runs import DeliveryState
from tests.e2e.walker import DESKTOP, PHONE, Walker
from tests.support.fakes.desk import settle_information
from tests.support.portal_world import PortalWorld

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE])


@pytest.mark.covers("K27", "K28")
def test_a_head_says_what_is_said_and_asked_before_a_call(
	walker: Walker, portal: PortalWorld
) -> None:
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	page.locator("a[href$='/llamadas/guion']").click()
	body = page.get_by_label("Qué se dice")
	body.fill("Buenos días, {{ nombre }}.")
	expect(page.locator("#script-preview")).to_contain_text("Buenos días, María Ñusta Sintética.")
	page.get_by_role("button", name="Con otro cliente").click()
	expect(page.locator("#script-preview")).to_contain_text("Lucía Chimborazo Sintética")
	body.fill("Buenos días, {{ apodo }}.")
	expect(page.locator("#script-preview")).to_contain_text("El campo «apodo» no existe")
	walker.check_looks("jefa-guion")
	body.fill("Buenos días, {{ nombre }}.")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status").first).to_contain_text("El guion de esta campaña")
	page.locator("a[href$='/reglas-de-riesgo']").last.click()
	page.get_by_label("Días que vale una consulta").fill("30")
	page.get_by_role("radio", name="No se llama a esa persona").check()
	walker.check_looks("jefa-reglas-de-riesgo")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("si no se hizo en 30 días")).to_be_visible()
	assert portal.world.risk_rules[1].max_age_days == 30
	walker.check_faults()


@SIZES
@pytest.mark.covers("K27", "K29")
def test_an_advisor_calls_by_the_rules_without_a_mouse(
	walker: Walker, portal: PortalWorld, size: tuple[int, int]
) -> None:
	portal.world.risk_rules[1] = KeptRiskRules(max_age_days=30)
	portal.world.risk_level = "HIGH"
	page = walker.open("asesora", at="/mesa/", size=size)
	page.get_by_role("button", name="Tomar el siguiente").click()
	expect(page.get_by_text("Esta campaña pide consultar antes de llamar.")).to_be_visible()
	expect(page.get_by_text("¿hablo con María Ñusta Sintética?")).to_be_visible()
	reasons = page.get_by_label("Motivo", exact=True)
	expect(reasons).to_be_hidden()  # of no result yet
	walker.press("r")
	why = page.get_by_label("Motivo para seguir pese al riesgo alto")
	expect(why).to_be_visible()
	walker.press("4")
	expect(reasons).to_be_visible()
	walker.check_looks(f"asesora-riesgo-motivo-{size[0]}")
	if size == DESKTOP:
		height = page.evaluate("document.documentElement.scrollHeight")
		assert height <= DESKTOP[1]
	reasons.focus()
	page.keyboard.type("Muy")
	why.focus()
	page.keyboard.type("Paga al contado")
	walker.press("Control+Enter")
	expect(page.get_by_role("status").first).to_contain_text("No le interesa")
	[record] = portal.world.records
	assert (record.reason_id, record.risk_reason) == (1, "Paga al contado")
	walker.check_faults()


@SIZES
@pytest.mark.covers("K27")
def test_an_advisor_mails_what_is_asked_for_without_a_mouse(
	walker: Walker, portal: PortalWorld, size: tuple[int, int]
) -> None:
	portal.world.information.desk = DeskInformation(has_design=True)
	page = walker.open("asesora", at="/mesa/", size=size)
	page.get_by_role("button", name="Tomar el siguiente").click()
	expect(page.get_by_role("button", name="Mandar información")).to_be_enabled()
	walker.press("i")
	sent = page.locator("#information")
	expect(sent).to_contain_text("En cola")
	settle_information(portal.world, DeliveryState.ACCEPTED)
	expect(sent).to_contain_text("Aceptado", timeout=15_000)
	walker.press("2")
	expect(page.get_by_text("ya se pidió en esta llamada")).to_be_visible()
	walker.check_looks(f"asesora-informacion-mandada-{size[0]}")
	walker.press("Control+Enter")
	expect(page.get_by_role("button", name="Mandar información")).to_be_enabled()
	walker.press("2")
	tick = page.get_by_label("Mandar la información ahora")
	expect(tick).to_be_checked()
	if size == DESKTOP:
		height = page.evaluate("document.documentElement.scrollHeight")
		assert height <= DESKTOP[1]
	page.get_by_label("Cuándo volver a llamar").fill("2027-01-05T10:30")
	walker.check_looks(f"asesora-interesado-{size[0]}")
	walker.press("Control+Enter")
	expect(page.get_by_role("status").first).to_contain_text("La información va en camino.")
	first, second = portal.world.records
	assert (first.send_information, first.callback_at) == (False, None)
	assert (second.send_information, second.callback_at is not None) == (True, True)
	walker.check_faults()


@pytest.mark.covers("K27")
def test_a_head_chooses_what_is_mailed(walker: Walker, portal: PortalWorld) -> None:
	design = next(iter(portal.world.designs.values()))
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	page.locator("a[href$='/llamadas/informacion']").click()
	page.get_by_label("Diseño").select_option(label=design.name)
	page.get_by_label("Asunto").fill("{{ apodo }}, mire")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("El campo «apodo» no existe").first).to_be_visible()
	walker.check_looks("jefa-informacion")
	page.get_by_label("Asunto").fill("{{ primer_nombre }}, lo que pidió")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status").first).to_contain_text("quedó guardado")
	portal.world.information.states = {DeliveryState.ACCEPTED: 3, DeliveryState.SKIPPED: 1}
	page.goto("/campanas/1/llamadas/")
	expect(page.get_by_text("Pedida 4 veces")).to_be_visible()
	walker.check_looks("jefa-llamadas-informacion")
	assert portal.world.information.kept[1].design_id == design.id
	walker.check_faults()


@SIZES
@pytest.mark.covers("K26", "K27")
def test_a_supervisor_reviews_a_call_and_the_advisor_reads_it(
	walker: Walker, portal: PortalWorld, size: tuple[int, int]
) -> None:
	page = walker.open("supervisor", at="/trabajo/llamadas", size=size)
	page.get_by_role("link", name="Revisar", exact=False).first.click()
	page.get_by_role("radio", name="Observada").check()
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_text("Escriba qué observa").first).to_be_visible()
	page.get_by_label("Nota para el asesor").fill("Confirme la dirección")
	walker.check_looks(f"supervisor-revision-{size[0]}")
	page.get_by_role("button", name="Guardar").click()
	expect(page.get_by_role("status").first).to_contain_text("La revisión quedó guardada")
	walker.check_faults()
	page = walker.open("asesora", at="/trabajo/llamadas", size=size)
	expect(page.get_by_text("Confirme la dirección")).to_be_visible()
	walker.check_looks(f"asesora-revision-{size[0]}")


@pytest.mark.covers("K26")
def test_a_head_shares_customers_out_evenly(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	page.get_by_text("Repartir por igual").click()
	page.get_by_label("Asesoría de Prueba").check()
	page.get_by_label("Cuántos en total").fill("4")
	walker.check_looks("jefa-repartir")
	page.get_by_role("button", name="Repartir", exact=True).click()
	expect(page.get_by_role("status").first).to_contain_text("Repartidos:")
	assert sum(one.assigned for one in portal.world.assignments) == 4
	walker.check_faults()


@pytest.mark.covers("K26")
def test_a_head_has_people_called_once_more(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa", at="/campanas/1/llamadas/")
	page.get_by_role("link", name="Ver las rondas").click()
	expect(page.get_by_role("table")).to_contain_text("Los que se asignaron")
	walker.check_looks("rondas")
	page.get_by_label("Ocupado · 1.200").uncheck()
	page.get_by_role("button", name="Abrir otra ronda").click()
	expect(page.get_by_text("Se llamará otra vez a 12 clientes: No contesta.")).to_be_visible()
	walker.check_looks("ronda-pregunta")
	page.get_by_role("button", name="Abrir la ronda").click()
	expect(page.get_by_role("status").first).to_contain_text("Se abrió la ronda 2.")
	expect(page.get_by_role("table")).to_contain_text("Ronda 2")
	assert [one.customers for one in portal.world.rounds] == [12]
	walker.check_looks("rondas-abierta")
	walker.check_faults()
