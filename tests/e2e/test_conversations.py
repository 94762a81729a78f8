"""Correspondence in the browser: what came is read, answered with a file, passed on, closed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from chasqui.contracts.mailer.conversations import ConversationState
from tests.e2e.walker import Walker
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K25")
def test_the_advisor_answers_who_wrote(walker: Walker, portal: PortalWorld, tmp_path: Path) -> None:
	page = walker.open("asesora", at="/")
	page.get_by_role("link", name="1 correo sin responder a tiempo").click()
	walker.check_looks("asesora-correspondencia")
	page.get_by_role("link", name="María Ñusta Sintética").click()
	expect(page.get_by_text("Sí. Gracias <b>.")).to_be_visible()
	page.get_by_text("Ver como fue diseñado").first.click()
	walker.check_looks("asesora-conversacion")
	message = page.get_by_label("Mensaje")
	message.fill("Buenas tardes. ")
	page.get_by_text("Respuestas guardadas").click()
	page.get_by_role("link", name="Horario").click()
	expect(message).to_have_value("Buenas tardes. Hola María: de 9 a 17.")
	file = tmp_path / "mapa.pdf"
	file.write_bytes(b"%PDF-1.7")
	page.get_by_label("Archivos").set_input_files(file)
	page.get_by_role("button", name="Enviar").click()
	expect(page.get_by_text("La respuesta está por salir")).to_be_visible()
	expect(page.get_by_role("link", name="mapa.pdf")).to_be_visible()
	page.get_by_role("textbox", name="Nota interna").fill("Llamar el lunes")
	page.get_by_role("button", name="Anotar").click()
	expect(page.get_by_text("Llamar el lunes")).to_be_visible()
	page.get_by_role("button", name="Cerrar", exact=True).click()
	expect(page.get_by_text("Quedó cerrada")).to_be_visible()
	assert portal.world.mail_room.known[1].state is ConversationState.CLOSED


@pytest.mark.covers("K25")
def test_the_head_gives_out_and_decides(walker: Walker, portal: PortalWorld) -> None:
	page = walker.open("jefa", at="/correspondencia/?box=unassigned")
	walker.check_looks("jefa-sin-responsable")
	page.get_by_role("checkbox", name="José Cotopaxi Sintético").check()
	page.get_by_role("button", name="Continuar").click()
	page.get_by_role("checkbox", name="Asesoría de Prueba").first.check()
	walker.check_looks("jefa-repartir")
	page.get_by_role("button", name="Repartir").click()
	expect(page.get_by_text("Se repartió: 1 conversación.")).to_be_visible()
	page.goto("/correspondencia/3")
	page.get_by_role("link", name="No enviarle más publicidad").click()
	page.get_by_role("button", name="No enviarle más").click()
	expect(page.get_by_text("No recibirá más publicidad.")).to_be_visible()
	page.goto("/clientes/1")
	page.get_by_role("link", name="Escribir", exact=True).click()
	page.get_by_label("Asunto").fill("Su fibra")
	page.get_by_role("button", name="Enviar").click()
	expect(page.get_by_role("alert")).to_contain_text("Mensaje")
	page.get_by_label("Mensaje").fill("Hola")
	walker.check_looks("jefa-escribir")
	page.get_by_role("button", name="Enviar").click()
	expect(page.get_by_role("heading", name="Su fibra")).to_be_visible()
