"""The person's page: one line of time, sections edited one by one, parts that fail alone."""

import re

import pytest

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.profiles import Preferences
from chasqui.contracts.customers.quality import Merge
from tests.support.fakes.world import HEAD_NAME, NOW
from tests.support.portal_world import PortalWorld, find_hidden


class TestIdentity:
	@pytest.mark.covers("R44")
	def test_a_masked_identification_is_shown_on_request(self, portal: PortalWorld) -> None:
		masked = portal.world.customers[1].model_copy(update={"id_number": "17******65"})
		portal.world.customers[1] = masked
		visitor = portal.open("asesora")
		page = visitor.get("/clientes/1").text
		assert "17******65" in page
		assert "Mostrar" in page
		fields = {"csrf_token": visitor.read_token("/clientes/1")}
		headers = {"HX-Request": "true"}
		path = "/clientes/1/identificacion"
		shown = visitor.client.post(path, data=fields, headers=headers).text
		assert "1710034065" in shown
		assert "Mostrar" not in shown
		assert portal.world.revealed == [1]
		visitor.send(path, page="/clientes/1")
		assert "Identificación: 1710034065" in visitor.get("/clientes/1").text


class TestPage:
	@pytest.mark.covers("R9")
	def test_everything_that_happened_stands_in_one_line(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/clientes/1").text
		order = [
			"Llamadas: no acepta", "Interesado", "Correo «Una oferta para usted»: Aceptado",
			"Consulta de riesgo: riesgo bajo", "Sin consentimiento", "Cambió datos",
			"Registró al cliente", "Correo: acepta",
		]  # fmt: skip
		line = page[page.index("Todo lo que ha pasado") :]
		places = [line.find(text) for text in order]
		assert -1 not in places, order[places.index(-1)]
		assert places == sorted(places)
		assert "Leal, a mano hasta el 31 mar 2027" in page
		assert "Riesgo bajo, visto" in page
		assert "Av. de Ejemplo 456" in page
		assert "29 feb 2024" in page

	def test_the_line_tells_which_file_brought_a_customer(self, portal: PortalWorld) -> None:
		world = portal.world
		world.customers[1] = world.customers[1].model_copy(update={"import_id": 7})
		page = portal.open("jefa").get("/clientes/1").text
		assert "Llegó en un archivo" in page
		assert "importación 7" in page

	@pytest.mark.parametrize(
		("kind", "shown", "hidden"),
		[
			("llamadas", "Pide que le visiten", "Una oferta para usted"),
			("correos", "Una oferta para usted", "Pide que le visiten"),
			("ventas", "Venta 001-001-000000001: $68,89", "Pide que le visiten"),
			("encuestas", "Aquí aparecerán las encuestas", "Pide que le visiten"),
			("ropa", "Pide que le visiten", "Aquí aparecerán"),
		],
	)
	def test_the_line_is_filtered_by_kind(
		self, portal: PortalWorld, kind: str, shown: str, hidden: str
	) -> None:
		page = portal.open("jefa").get(f"/clientes/1?ver={kind}").text
		assert shown in page
		assert hidden not in page

	@pytest.mark.parametrize(
		("down", "gone", "still"),
		[
			("campaigns", "Faltan las llamadas", "Una oferta para usted"),
			("mailer", "Faltan los correos", "Pide que le visiten"),
			("sales", "Las ventas no responden.", "Pide que le visiten"),
		],
	)
	def test_a_silent_service_takes_its_part_alone(
		self, portal: PortalWorld, down: str, gone: str, still: str
	) -> None:
		visitor = portal.open("admin")
		portal.world.down.add(down)
		page = visitor.get("/clientes/1").text
		assert gone in page
		assert still in page
		for tab in ("permisos", "campanas", "riesgo", "auditoria"):
			assert visitor.get(f"/clientes/1?parte={tab}").status_code == 200

	@pytest.mark.parametrize(
		("tab", "text"),
		[
			("permisos", "anotado por el personal"), ("permisos", "enlace de baja de un correo"),
			("campanas", "2 intentos"), ("campanas", "etiquetas: vip"),
			("riesgo", "742"), ("auditoria", "Vio la ficha"),
		],
	)  # fmt: skip
	def test_each_tab_tells_its_part(self, portal: PortalWorld, tab: str, text: str) -> None:
		assert text in portal.open("admin").get(f"/clientes/1?parte={tab}").text

	def test_advisors_see_no_audit_no_score_and_no_actions(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		page = visitor.get("/clientes/1").text
		assert "Pide que le visiten" in page
		assert "parte=auditoria" not in page
		assert "Más acciones" not in page
		assert "Vio la ficha" not in visitor.get("/clientes/1?parte=auditoria").text
		assert "Puntaje" not in visitor.get("/clientes/1?parte=riesgo").text

	def test_a_merged_record_points_at_the_one_that_counts(self, portal: PortalWorld) -> None:
		news = {"merged_into": 2, "archived_at": NOW}
		portal.world.customers[1] = portal.world.customers[1].model_copy(update=news)
		portal.world.merges.append(
			Merge(id=1, kept_id=2, merged_id=1, taken=[], merged_by=HEAD_NAME, merged_at=NOW)
		)
		page = portal.open("admin").get("/clientes/1").text
		assert 'href="/clientes/2"' in page
		assert 'href="/duplicados/uniones/1"' in page
		assert "/clientes/1/editar" not in page


class TestActions:
	@pytest.mark.covers("R44")
	@pytest.mark.parametrize(
		("channel", "field", "kept"),
		[
			("llamadas", "consent_phone", "consent_email"),
			("correos", "consent_email", "consent_phone"),
		],
	)
	def test_a_no_is_written_down_at_once(
		self, portal: PortalWorld, channel: str, field: str, kept: str
	) -> None:
		visitor = portal.open("admin")
		visitor.send("/clientes/1/no-contactar", page="/clientes/1", canal=channel)
		customer = portal.world.customers[1]
		assert getattr(customer, field) is False
		assert getattr(customer, kept) is True
		assert "Vale desde ahora" in visitor.get("/clientes/1").text

	def test_an_archived_customer_comes_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send("/clientes/1/archivar", page="/clientes/1/archivar")
		assert portal.world.customers[1].archived_at
		visitor.send("/clientes/1/restaurar", page="/clientes/1")
		assert portal.world.customers[1].archived_at is None

	@pytest.mark.parametrize("who", ["jefa", "asesora"])
	def test_only_administrators_act(self, portal: PortalWorld, who: str) -> None:
		visitor = portal.open(who)
		for path in ("no-contactar", "restaurar", "perfil/tags", "borrar"):
			assert visitor.send(f"/clientes/1/{path}", page="/clientes/1").status_code == 403


class TestSections:
	@pytest.mark.covers("R8", "M5")
	def test_a_list_is_changed_and_a_line_is_taken_away(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = "/clientes/1/perfil/contacts"
		fields = {
			"version": "3", "value": ["", "otra@example.com", "0990002222"],
			"label": ["work", "personal", "home"],
		}  # fmt: skip
		assert visitor.send(path, page=path, **fields).location == "/clientes/1"
		saved = portal.world.people.profiles[1].contacts
		assert [(one.value, one.channel) for one in saved] == [
			("otra@example.com", ConsentChannel.EMAIL), ("0990002222", ConsentChannel.PHONE),
		]  # fmt: skip

	def test_an_error_stands_at_the_line_that_was_typed(self, portal: PortalWorld) -> None:
		path = "/clientes/1/perfil/contacts"
		fields = {
			"version": "3", "value": ["", "", "no es teléfono"],
			"label": ["work", "work", "home"],
		}  # fmt: skip
		answer = portal.open("admin").send(path, page=path, **fields)
		assert answer.status_code == 422
		assert 'id="value-2-error"' in answer.text
		assert 'value="no es teléfono"' in answer.text

	def test_what_was_typed_survives_another_persons_change(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		portal.world.people.quicker.add(1)
		path = "/clientes/1/perfil/tags"
		typed = {"version": "3", "tags": ["VIP"], "new": "Moroso, Nuevo"}
		answer = visitor.send(path, page=path, **typed)
		assert answer.status_code == 422
		assert "Otra persona cambió esta ficha mientras usted escribía" in answer.text
		assert 'value="Moroso, Nuevo"' in answer.text
		version = re.search(r'name="version" value="(\d+)"', answer.text)
		assert version
		again = {**typed, "version": version.group(1)}
		assert visitor.send(path, page=path, **again).status_code == 303
		assert portal.world.people.profiles[1].tags == ["VIP", "Moroso", "Nuevo"]

	def test_both_values_stand_at_the_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		portal.world.people.quicker.add(1)
		path = "/clientes/1/perfil/tags"
		answer = visitor.send(path, page=path, version="3", tags=["VIP"], new="")
		assert answer.status_code == 422
		assert "Ahora dice «De otra persona»" in answer.text
		assert 'data-put="tags" aria-pressed="true"' in answer.text.replace("\n", "")
		assert 'data-values="[&#34;De otra persona&#34;]"' in answer.text

	def test_a_change_of_another_section_is_in_nobodys_way(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = "/clientes/1/perfil/preferences"
		page = visitor.get(path).text
		seen, version = (find_hidden(page, name) for name in ("seen", "version"))
		people = portal.world.people
		news = {"version": people.profiles[1].version + 1, "tags": ["De otra persona"]}
		people.profiles[1] = people.profiles[1].model_copy(update=news)
		typed = {"seen": seen, "version": version, "language": "en"}
		assert visitor.send(path, page=path, **typed).status_code == 303
		assert people.profiles[1].tags == ["De otra persona"]
		people.profiles[1] = people.profiles[1].model_copy(
			update={"version": people.profiles[1].version + 1, "preferences": Preferences()}
		)
		assert visitor.send(path, page=path, **typed).status_code == 422

	@pytest.mark.covers("R10")
	def test_own_fields_are_saved_and_archived_ones_are_kept(self, portal: PortalWorld) -> None:
		path = "/clientes/1/perfil/custom"
		fields = {"version": "3", "plan": "Plata", "equipo_desde": ""}
		assert portal.open("admin").send(path, page=path, **fields).status_code == 303
		assert portal.world.people.profiles[1].custom == {
			"plan": "Plata", "antiguo": "se conserva",
		}  # fmt: skip

	def test_a_category_by_hand_is_set_and_taken_back(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		path = "/clientes/2/perfil/category_override"
		asked = {"version": "0", "category": "new", "until": "", "reason": "Vuelve"}
		answer = visitor.send(path, page=path, **asked)
		assert 'id="until-0-error"' in answer.text
		visitor.send(path, page=path, **{**asked, "until": "2027-01-31"})
		assert portal.world.people.profiles[2].category_override.reason == "Vuelve"
		visitor.send(path, page=path, version="1", category="")
		assert portal.world.people.profiles[2].category_override is None

	@pytest.mark.parametrize(
		("section", "fields", "expected"),
		[
			("preferences", {"channel": "", "hours": ["evening"], "language": "qu"}, "qu"),
			("dates", {"name": "Boda", "day": "29", "month": "2", "year": ""}, "Boda"),
			("addresses", {"line": "Calle 1", "country": "EC", "region": "EC-P", "canton": "1701",
				"locality": "", "label": "home"}, "EC-P"),
		],
	)  # fmt: skip
	def test_every_section_is_saved(
		self, portal: PortalWorld, section: str, fields: dict[str, object], expected: str
	) -> None:
		path = f"/clientes/2/perfil/{section}"
		answer = portal.open("admin").send(path, page=path, version="0", **fields)
		assert answer.status_code == 303, answer.text
		assert expected in portal.world.people.profiles[2].model_dump_json()

	def test_tags_are_suggested_as_they_are_typed(self, portal: PortalWorld) -> None:
		answer = portal.open("admin").get("/clientes/etiquetas?new=Moroso, v")
		assert answer.text.strip() == '<option value="VIP">12 clientes</option>'

	def test_there_is_no_other_section(self, portal: PortalWorld) -> None:
		assert portal.open("admin").get("/clientes/1/perfil/ropa").status_code == 404
