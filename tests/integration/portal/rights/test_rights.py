"""Rights of the person, erasures, the file of all that is held, the audit, own fields."""

import csv
import io
import json
import re
from datetime import datetime

import pytest
from openpyxl import load_workbook

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.rights import ErasureState
from tests.support.fakes.person import make_entry
from tests.support.portal_world import PortalWorld

REQUEST = {
	"kind": "objection", "requester": "María Ñusta Sintética", "customer_id": "1",
	"channel": "carta", "received_on": "2026-11-18", "note": "No quiere correos",
}  # fmt: skip


class TestRequests:
	@pytest.mark.covers("R44")
	def test_the_most_urgent_is_first_and_what_is_late_says_so(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/solicitudes/").text
		assert "venció hace 5 días" in page
		assert "quedan 12 días" in page
		assert page.index("venció hace 5 días") < page.index("quedan 12 días")

	def test_one_is_opened_from_the_person_and_closed(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/solicitudes/nueva?cliente=1").text
		assert 'value="María Ñusta Sintética"' in page
		answer = visitor.send("/solicitudes/nueva", page="/solicitudes/nueva", **REQUEST)
		assert answer.location == "/solicitudes/3"
		assert "quedan 13 días" in visitor.get("/solicitudes/3").text
		closing = {"state": "granted", "outcome": "Se retiró el permiso"}
		visitor.send("/solicitudes/3", page="/solicitudes/3", **closing)
		assert portal.world.people.requests[3].state == "granted"
		again = visitor.send("/solicitudes/3", page="/solicitudes/2", **closing)
		assert again.status_code == 303
		assert "ya se cerró" in visitor.get("/solicitudes/3").text

	def test_to_an_erased_record_no_link_leads(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		asked = portal.world.people.requests[1].customer_id
		link, number = f'href="/clientes/{asked}', f"ficha {asked}"
		assert link in visitor.get("/solicitudes/?state=").text
		assert link in visitor.get("/solicitudes/1").text
		del portal.world.customers[asked]
		page = visitor.get("/solicitudes/?state=").text
		assert (link in page, number in page) == (False, True)
		page = visitor.get("/solicitudes/1").text
		assert (link in page, "sus datos se borraron" in page) == (False, True)

	@pytest.mark.parametrize(
		("change", "field"),
		[({"requester": ""}, "requester"), ({"received_on": "2090-01-01"}, "received_on")],
	)
	def test_what_is_wrong_stands_at_its_field(
		self, portal: PortalWorld, change: dict[str, str], field: str
	) -> None:
		page = "/solicitudes/nueva"
		answer = portal.open("admin").send(page, page=page, **{**REQUEST, **change})
		assert answer.status_code == 422
		assert f'id="{field}-error"' in answer.text
		assert "No quiere correos" in answer.text

	def test_the_persons_page_tells_of_open_requests(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/clientes/1").text
		assert "Venció hace 5 días." in page

	def test_a_filter_that_makes_no_sense_shows_nobody(self, portal: PortalWorld) -> None:
		assert portal.open("admin").get("/solicitudes/?state=ropa").status_code == 422


class TestErasures:
	@pytest.mark.covers("R44")
	def test_it_needs_the_identification_and_is_followed_to_its_end(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		path = "/clientes/1/borrar"
		assert "Solicitud 2 de" in visitor.get(path).text
		wrong = visitor.send(path, page=path, reason="Lo pidió", confirmation="17")
		assert wrong.status_code == 422
		assert 'id="confirmation-error"' in wrong.text
		assert portal.world.people.erasures == {}
		number = portal.world.customers[1].id_number
		answer = visitor.send(path, page=path, reason="Lo pidió", confirmation=number)
		assert answer.location == "/borrados/1"
		parts = [visitor.get("/borrados/1/progreso").text for _ in range(5)]
		assert "every 2s" in parts[0]
		assert "0 de 3" in parts[0]
		assert "correos: 3" in parts[1]
		assert "El borrado terminó" in parts[4]
		assert "every 2s" not in parts[4]
		assert "terminado el" in visitor.get("/borrados/").text

	def test_one_that_failed_says_so_and_is_tried_again_but_never_cancelled(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		number = portal.world.customers[1].id_number
		path = "/clientes/1/borrar"
		assert "empezado no se puede cancelar" in visitor.get(path).text
		visitor.send(path, page=path, reason="Lo pidió", confirmation=number)
		erasures = portal.world.people.erasures
		news = {"state": ErasureState.FAILED}
		erasures[1] = erasures[1].model_copy(update=news)
		assert "Se detuvo" in visitor.get("/borrados/").text
		page = visitor.get("/borrados/1").text
		assert "Intentar otra vez" in page
		assert "Cancelar" not in page
		assert visitor.get("/borrados/1/cancelar").status_code == 404
		visitor.send("/borrados/1/accion", page="/borrados/1", action="retry")
		assert erasures[1].state is ErasureState.RUNNING

	def test_the_page_says_that_the_person_is_being_erased(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		number = portal.world.customers[1].id_number
		fields = {"reason": "Lo pidió", "confirmation": number}
		visitor.send("/clientes/1/borrar", page="/clientes/1/borrar", **fields)
		page = visitor.get("/clientes/1").text
		assert "se están borrando" in page
		assert "/clientes/1/borrar" not in page
		assert "/perfil/tags" not in page


class TestHoldings:
	@pytest.mark.covers("R44")
	def test_every_service_tells_its_part_and_the_missing_one_is_named(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/clientes/1/expediente").text
		assert page.count("Datos del cliente") == 2
		assert "No guarda nada de esta persona." in page
		assert "Quién lo consultó" in page
		portal.world.down |= {"campaigns", "risk"}
		assert "Falta esta parte" in visitor.get("/clientes/1/expediente").text
		answer = visitor.get("/clientes/1/expediente.json")
		document = json.loads(answer.text)
		assert [part["service"] for part in document["parts"]] == ["customers", "mailer"]
		assert document["missing"] == ["campaigns", "risk_soap"]
		assert "attachment" in answer.headers["Content-Disposition"]


class TestAudit:
	@pytest.mark.covers("R44")
	def test_it_is_filtered_in_the_address_and_taken_away_as_csv(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/auditoria/").text
		assert "campos: Correo, Etiquetas" in page
		assert "Pidió el expediente" in page
		only = visitor.get("/auditoria/?customer_id=1&action=changed&desde=2026-11-01").text
		assert "Pidió el expediente" not in only
		assert 'value="changed" selected' in only
		assert "Nada coincide" in visitor.get("/auditoria/?hasta=2026-01-01").text

	def test_its_file_is_in_the_words_of_the_page(self, portal: PortalWorld) -> None:
		answer = portal.open("admin").get("/auditoria/auditoria.csv?action=changed")
		[titles, row] = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
		assert titles == [
			"Cuándo", "Quién", "Cuenta", "Qué hizo", "Número de cliente", "Cliente", "Detalle"
		]  # fmt: skip
		assert row[3:6] == ["Cambió datos", "1", portal.world.customers[1].name]
		assert "Correo" in row[6]
		book = portal.open("admin").get("/auditoria/auditoria.xlsx?action=changed")
		sheet = load_workbook(io.BytesIO(book.data)).active
		assert [cell.value for cell in sheet[2]][3] == "Cambió datos"
		assert isinstance(sheet[2][0].value, datetime)

	def test_it_names_accounts_tasks_and_customers(self, portal: PortalWorld) -> None:
		task = {"actor": "task:erasure", "actor_name": "Borrado de datos", "customer_id": 999}
		rows = {"consent_evidence": 2}
		entry = make_entry(9, AuditAction.ERASED, 999, rows=rows).model_copy(update=task)
		portal.world.people.audit.append(entry)
		page = portal.open("admin").get("/auditoria/").text
		assert '<a href="/equipo/3">cuenta 3</a>' in page
		assert "tarea del sistema" in page
		assert "pruebas de permisos 2" in page
		assert ">registro 999" in page.replace("<span>\n", ">").replace("\t", "")
		assert portal.world.customers[1].name in page
		for code in (">staff:3", ">task:erasure"):
			assert code not in page
		chosen = portal.open("admin").get("/auditoria/?actor=staff:77").text
		assert re.search(r'<option value="staff:77" selected>\s*cuenta 77', chosen)

	@pytest.mark.parametrize("asked", ["action=ropa", "desde=ayer", "customer_id=x"])
	def test_a_filter_that_makes_no_sense_shows_and_gives_away_nothing(
		self, portal: PortalWorld, asked: str
	) -> None:
		visitor = portal.open("admin")
		for path in ("/auditoria/", "/auditoria/auditoria.csv"):
			assert visitor.get(f"{path}?{asked}").status_code == 422
		assert asked.split("=")[1] in visitor.get(f"/auditoria/?{asked}").text


class TestFields:
	@pytest.mark.covers("R10")
	def test_a_field_is_added_renamed_and_archived(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		new = {"label": "Tipo de equipo", "kind": "choice", "choices": "Móvil\r\n\r\nFijo"}
		assert visitor.send("/campos/", page="/campos/", **new).status_code == 303
		fields = portal.world.people.fields
		assert fields["tipo_de_equipo"].choices == ["Móvil", "Fijo"]
		path = "/campos/tipo_de_equipo"
		visitor.send(path, page=path, label="Equipo", choices="Móvil\r\nFijo\r\nSatélite")
		assert (fields["tipo_de_equipo"].label, len(fields["tipo_de_equipo"].choices)) == (
			"Equipo", 3,
		)  # fmt: skip
		visitor.send(f"{path}/archivo", page="/campos/")
		assert fields["tipo_de_equipo"].is_archived
		visitor.send(f"{path}/archivo", page="/campos/")
		assert not fields["tipo_de_equipo"].is_archived

	@pytest.mark.parametrize(
		("typed", "text"),
		[
			({"label": "Plan", "kind": "text"}, "Ya hay un campo con ese nombre."),
			({"label": "Color", "kind": "choice", "choices": "Rojo"}, "al menos dos opciones"),
			({"label": "", "kind": "text"}, 'id="label-error"'),
		],
	)
	def test_what_does_not_fit_is_told(
		self, portal: PortalWorld, typed: dict[str, str], text: str
	) -> None:
		answer = portal.open("admin").send("/campos/", page="/campos/", **typed)
		assert answer.status_code == 422
		assert text in answer.text


@pytest.mark.parametrize(
	"path",
	[
		"/solicitudes/", "/borrados/", "/clientes/1/expediente", "/auditoria/", "/campos/",
		"/clientes/1/borrar", "/clientes/1/expediente.json", "/auditoria/auditoria.csv",
	],
)  # fmt: skip
@pytest.mark.parametrize("who", ["jefa", "asesora"])
def test_only_administrators_see_it(portal: PortalWorld, path: str, who: str) -> None:
	assert portal.open(who).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/solicitudes/", "/borrados/", "/auditoria/", "/campos/"])
def test_a_service_that_is_down_is_told(portal: PortalWorld, path: str) -> None:
	visitor = portal.open("admin")
	portal.world.down.add("customers")
	assert "no está disponible" in visitor.get(path).text
