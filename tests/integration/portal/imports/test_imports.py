"""The pages of the import wizard."""

import html
import re
from io import BytesIO

import pytest

from chasqui.contracts.customers.imports import Certainty, ImportKind, ImportState
from tests.support.fakes import imports as fakes
from tests.support.portal_world import PortalWorld, Visitor

LIST = "/importaciones/"
COLUMNS = "/importaciones/4/columnas"
TARGETS = {"target-0": "id_number", "target-1": "name", "target-2": "email", "target-3": "tags"}


def upload(visitor: Visitor, name: str):
	return visitor.send(LIST, page=LIST, file=(BytesIO("cédula;nombre\n".encode()), name))


@pytest.mark.covers("M4")
class TestUpload:
	def test_a_text_file_leads_to_its_columns(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		answer = upload(visitor, "clientes.csv")
		assert answer.location == "/importaciones/6"
		assert visitor.get(answer.location).location == "/importaciones/6/columnas"
		assert portal.world.imports[6].bytes_total == 15

	def test_a_sheet_is_watched_until_it_waits_for_its_columns(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		upload(visitor, "clientes.xlsx")
		assert "every 1s" in visitor.get("/importaciones/6").text
		answer = visitor.get("/importaciones/6/progreso")
		assert answer.headers["HX-Redirect"] == "/importaciones/6/columnas"

	@pytest.mark.covers("M23")
	def test_what_exists_is_updated_only_if_that_is_chosen(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		upload(visitor, "productos.csv")
		file = (BytesIO(b"nombre,precio\n"), "productos.csv")
		visitor.send(LIST, page=LIST, file=file, mode="update")
		assert [portal.world.imports[n].mode.value for n in (6, 7)] == ["create", "update"]

	@pytest.mark.covers("C14")
	def test_somebody_says_what_a_file_holds(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		file = (BytesIO(b"a;b\n"), "historia.csv")
		visitor.send(LIST, page=LIST, file=file, kind="sales")
		assert portal.world.imports[6].kind is ImportKind.SALES
		wrong = visitor.send(LIST, page=LIST, file=(BytesIO(b"a;b\n"), "x.csv"), kind="otra")
		assert (wrong.status_code, "Elija qué trae el archivo." in wrong.text) == (422, True)

	def test_no_file_is_told(self, portal: PortalWorld) -> None:
		answer = portal.open("admin").send(LIST, page=LIST)
		assert answer.status_code == 422
		assert "Elija un archivo." in answer.text


@pytest.mark.covers("M4", "M5")
class TestColumns:
	def test_the_choice_is_handed_over_with_its_evidence(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		evidence = {
			"basis": "consent", "text_version": "v1", "source": "Feria",
			"obtained_on": "2026-05-02",
		}  # fmt: skip
		plan = {**TARGETS, **evidence, "mode": "update", "amounts": "plain"}
		answer = visitor.send(COLUMNS, page=COLUMNS, **plan)
		assert answer.location == "/importaciones/4"
		kept = portal.world.plans[4]
		assert kept.targets == ["id_number", "name", "email", "tags"]
		assert (kept.mode, kept.amounts, kept.evidence.source) == ("update", "plain", "Feria")

	def test_what_was_chosen_stays_where_it_is_refused(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(COLUMNS, page=COLUMNS, **{**TARGETS, "target-1": "address"})
		assert answer.status_code == 422
		assert "Faltan columnas obligatorias" in answer.text
		assert '<option value="address" selected>' in answer.text

	def test_half_an_evidence_is_told_at_its_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(COLUMNS, page=COLUMNS, **TARGETS, source="Feria")
		assert answer.status_code == 422
		assert 'id="obtained_on-error"' in answer.text
		assert 4 not in portal.world.plans

	def test_one_that_waits_no_more_leads_to_its_page(self, portal: PortalWorld) -> None:
		answer = portal.open("admin").get("/importaciones/1/columnas")
		assert answer.location == "/importaciones/1"


@pytest.mark.covers("C14")
class TestSales:
	@pytest.fixture
	def visitor(self, portal: PortalWorld) -> Visitor:
		waiting, done = portal.world.imports[4], portal.world.imports[1]
		sales = {"kind": ImportKind.SALES}
		portal.world.imports[4] = waiting.model_copy(update=sales)
		ended = {**sales, "state": ImportState.DONE, "created": 3, "changes": 3}
		portal.world.imports[1] = done.model_copy(update=ended)
		return portal.open("admin")

	def test_columns_are_those_of_sales_and_nothing_else_is_asked(self, visitor: Visitor) -> None:
		page = visitor.get(COLUMNS).text
		for text in (
			"Es historia: ya pasó", "no mueven nada de hoy", "Total del documento",
			"Precio unitario, sin IVA", "Cada fila es una línea de un documento",
		):  # fmt: skip
			assert text in page, text
		for text in ("Prueba de los permisos", "Ingreso mensual", "Actualizarlos"):
			assert text not in page, text

	def test_the_choice_is_handed_over(self, portal: PortalWorld, visitor: Visitor) -> None:
		asked = {"amounts": "spanish", "target-3": "item_name", "text_version": "v1"}
		assert visitor.send(COLUMNS, page=COLUMNS, **asked).location == "/importaciones/4"
		plan = portal.world.plans[4]
		assert plan.evidence is None
		assert plan.targets == [
			"number", "id_number", "invoiced_on", "item_name", "quantity", "unit_price",
		]  # fmt: skip

	def test_without_a_number_it_is_refused_and_the_choice_stays(self, visitor: Visitor) -> None:
		answer = visitor.send(COLUMNS, page=COLUMNS, **{"target-0": "", "target-3": "item_name"})
		assert answer.status_code == 422
		assert "Número del documento" in answer.text
		assert '<option value="item_name" selected>' in answer.text

	def test_what_it_brought_is_seen_and_taken_out(
		self, portal: PortalWorld, visitor: Visitor
	) -> None:
		page = visitor.get("/importaciones/1").text
		assert 'href="/ventas/?import_id=1"' in page
		assert "Trajo 3 ventas." in page
		assert "archivarlos" not in page
		question = visitor.get("/importaciones/1/deshacer").text
		assert "3 ventas que trajo el archivo salen" in question
		assert "algo se hizo" not in question
		visitor.send("/importaciones/1/deshacer", page="/importaciones/1/deshacer")
		page = visitor.get("/importaciones/1").text
		assert "Se sacaron 2 ventas" in page
		assert "1 se queda, porque algo se hizo con ella después" in page
		assert "recuperaron" not in page

	def test_the_trial_counts_documents(self, portal: PortalWorld, visitor: Visitor) -> None:
		tried = portal.world.imports[2].model_copy(update={"kind": ImportKind.SALES})
		portal.world.imports[2] = tried
		page = visitor.get("/importaciones/2").text
		assert "Ventas nuevas" in page
		assert 'href="/importaciones/2/columnas"' in page


class TestServices:
	@pytest.mark.covers("M1", "M23")
	def test_who_has_which_services_is_on_the_profile(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/clientes/1").text
		assert "Televisión antigua" in page
		assert "anotado en un archivo" in page


class TestSteps:
	def test_from_the_trial_to_the_end(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = visitor.get("/importaciones/2").text
		assert "todavía no se escribió nada" in page
		assert "El dígito verificador no corresponde." in page
		assert visitor.send("/importaciones/2/importar").location == "/importaciones/2"
		assert "every 1s" in visitor.get("/importaciones/2/progreso").text
		assert "every 1s" in visitor.get("/importaciones/2/progreso").text
		assert "every 1s" not in visitor.get("/importaciones/2/progreso").text

	def test_one_that_is_over_can_be_undone(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		number = next(n for n, one in portal.world.imports.items() if one.state == "done")
		page = html.unescape(visitor.get(f"/importaciones/{number}").text)
		assert f'href="/clientes/?import_id={number}"' in page
		way = re.search(r'href="(/clientes/acciones/[^"]*)"', page)
		assert way is not None
		assert f"Importación: {number}" in visitor.get(way[1]).text

	def test_those_who_were_there_get_back_what_they_had(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		number = next(n for n, one in portal.world.imports.items() if one.state == "done")
		changed = portal.world.imports[number].model_copy(update={"changes": 2})
		portal.world.imports[number] = changed
		page, way = f"/importaciones/{number}", f"/importaciones/{number}/deshacer"
		assert f'href="{way}"' in visitor.get(page).text
		assert "2 clientes que ya existían recuperan" in visitor.get(way).text
		assert visitor.send(way, page=way).location == page
		told = visitor.get(page).text
		assert "2 clientes recuperaron lo que tenían" in told
		assert f'href="{page}/conflictos"' in told
		assert "Rosa Imbabura Sintética" in visitor.get(f"{page}/conflictos").text
		again = visitor.send(way, page=page)
		assert (again.status_code, again.location) == (303, page)

	@pytest.mark.parametrize("amounts", ["", "spanish"])
	def test_amounts_that_read_either_way_are_asked_for(
		self, portal: PortalWorld, monkeypatch: pytest.MonkeyPatch, amounts: str
	) -> None:
		unsure = fakes.COLUMNS.model_copy(update={"amounts": None})
		monkeypatch.setattr(fakes, "COLUMNS", unsure)
		visitor = portal.open("admin")
		assert "Diga cuál es." in visitor.get(COLUMNS).text
		told = {"amounts": amounts} if amounts else {}
		answer = visitor.send(COLUMNS, page=COLUMNS, **TARGETS, **told)
		assert answer.status_code == (303 if amounts else 422)
		assert amounts or "Elija cómo se escriben los montos." in answer.text

	def test_a_column_that_its_values_deny_is_asked_for(
		self, portal: PortalWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		denied = {"target": "", "doubted": "id_number", "certainty": Certainty.DOUBTFUL}
		columns = [one.model_copy() for one in fakes.COLUMNS.columns]
		columns[0] = columns[0].model_copy(update=denied)
		unsure = fakes.COLUMNS.model_copy(update={"columns": columns})
		monkeypatch.setattr(fakes, "COLUMNS", unsure)
		page = portal.open("admin").get(COLUMNS).text
		assert "Se llama como «Identificación», pero sus valores no lo parecen." in page
		assert "Dudosa: revísela" in page

	def test_pause_resume_and_cancel(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Reanudar" in visitor.get("/importaciones/3").text
		act, question = "/importaciones/3/accion", "/importaciones/3/cancelar"
		visitor.send(act, action="resume")
		visitor.send(act, action="pause")
		assert portal.world.imports[3].state == "paused"
		assert "Lo que ya entró se queda" in visitor.get(question).text
		visitor.send(act, page=question, action="cancel")
		assert portal.world.imports[3].state == "cancelled"

	@pytest.mark.parametrize(
		("kind", "created", "told"),
		[
			("customers", 1, "el cliente que ya había entrado se queda."),
			("customers", 2, "los 2 clientes que ya habían entrado se quedan."),
			("services", 1, "el artículo del catálogo que ya había entrado se queda."),
			("services", 2, "los 2 artículos del catálogo que ya habían entrado se quedan."),
			("sales", 1, "la venta que ya había entrado se queda."),
			("sales", 2, "las 2 ventas que ya habían entrado se quedan."),
			("services", 0, "Se canceló antes de que algo entrara."),
		],
	)
	def test_what_it_brought_is_called_by_its_name(
		self, portal: PortalWorld, kind: str, created: int, told: str
	) -> None:
		imports, held = portal.world.imports, {"kind": ImportKind(kind), "created": created}
		visitor = portal.open("admin")
		imports[1] = imports[1].model_copy(update={**held, "state": ImportState.CANCELLED})
		assert told in visitor.get("/importaciones/1").text
		names = {"customers": "Clientes", "services": "Artículos del catálogo"}
		name = names.get(kind, "Ventas anteriores")
		assert f"{name} · " in visitor.get(LIST).text
		imports[1] = imports[1].model_copy(update={"state": ImportState.DONE})
		many = "ventas" if kind == "sales" else name.lower()
		hint = many if created != 1 else told.split(" que")[0].split(" ", 1)[1]
		assert f'<span class="kpi-hint">{hint}</span>' in visitor.get("/importaciones/1").text

	def test_a_step_that_came_too_late_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/importaciones/1/accion", action="pause")
		assert "Ya no está en un estado" in visitor.get("/importaciones/1").text

	def test_one_that_failed_by_no_fault_of_its_file_is_tried_again(
		self, portal: PortalWorld
	) -> None:
		news = {"state": ImportState.FAILED, "error": "El trabajo se interrumpió."}
		portal.world.imports[1] = portal.world.imports[1].model_copy(update=news)
		visitor = portal.open("admin")
		page = visitor.get("/importaciones/1").text
		assert "La importación se detuvo" in page
		assert "El trabajo se interrumpió." in page
		visitor.send("/importaciones/1/accion", action="retry")
		assert portal.world.imports[1].state is ImportState.RUNNING

	def test_only_administrators_import(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		for path in ("/importaciones/1", COLUMNS):
			assert visitor.get(path).status_code == 403

	@pytest.mark.parametrize("form", ["csv", "xlsx"])
	def test_the_rejected_rows_are_passed_on(self, portal: PortalWorld, form: str) -> None:
		answer = portal.open("admin").get(f"/importaciones/1/rechazadas.{form}")
		assert answer.text.splitlines()[1] == "malo,No es un correo"
		assert f"rechazadas-1.{form}" in answer.headers["Content-Disposition"]
