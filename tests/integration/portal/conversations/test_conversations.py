"""Correspondence: listed by box, read, answered, passed on, and what came kept harmless."""

import io
from typing import Any

import pytest

from chasqui.contracts.mailer.conversations import ConversationFilters, ConversationState, Objection
from portal.conversations.lists import FILTERS
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text

PAGE = "/correspondencia/"
MINE, OTHERS, UNKNOWN = f"{PAGE}1", f"{PAGE}3", f"{PAGE}4"

pytestmark = pytest.mark.covers("K25")


@pytest.fixture
def head(portal: PortalWorld) -> Visitor:
	return portal.open("jefa")


@pytest.fixture
def advisor(portal: PortalWorld) -> Visitor:
	return portal.open("asesora")


def find(portal: PortalWorld, number: int) -> Any:
	return portal.world.mail_room.known[number]


class TestList:
	def test_it_shows_ones_own_first_with_what_matters(self, advisor: Visitor) -> None:
		page = read_text(advisor.get(PAGE).text)
		for text in ("Su pedido 1", "Por responder", "Sin leer", "Atrasada", "Prioridad alta"):
			assert text in page, text
		assert "Su pedido 3" not in page

	def test_every_filter_has_a_name_and_narrows(self, head: Visitor) -> None:
		assert FILTERS.keys() == ConversationFilters.model_fields.keys()
		page = head.get(f"{PAGE}?box=all&state=waiting&q=pedido").text
		rows = page.partition("<tbody>")[2].partition("</tbody>")[0]
		assert "Su pedido 2" in rows
		assert "Su pedido 1" not in rows

	def test_who_sees_only_their_customers_has_their_own_box(self, advisor: Visitor) -> None:
		page = advisor.get(PAGE).text
		assert "Remitentes desconocidos" not in page
		assert "Repartir" not in page

	def test_an_empty_list_says_how_the_first_comes(
		self, portal: PortalWorld, head: Visitor
	) -> None:
		portal.world.mail_room.known.clear()
		assert "No hay correspondencia aquí" in head.get(PAGE).text

	def test_it_leaves_as_a_file_for_who_may_export(self, head: Visitor, advisor: Visitor) -> None:
		file = head.get(f"{PAGE}?box=all&formato=csv")
		assert "Su pedido 1" in file.text
		assert "formato=csv" not in advisor.get(PAGE).text

	def test_it_stands_while_the_service_is_silent(
		self, portal: PortalWorld, head: Visitor
	) -> None:
		portal.world.down.add("conversations")
		assert "no responde" in head.get(PAGE).text

	def test_many_are_given_out_in_turn(self, portal: PortalWorld, head: Visitor) -> None:
		at = f"{PAGE}acciones/"
		asked = head.get(f"{at}?scope=picked&pick=1&pick=3&action=share&address=box=all")
		assert "2 conversaciones" in read_text(asked.text)
		known = portal.world.mail_room.known
		number = known[1].owner.removeprefix("staff:")
		nobody = head.resend(asked)
		assert (nobody.status_code, known[3].owner) == (422, None)
		done = head.resend(asked, owners=number)
		assert done.status_code == 303, done.text
		assert "Se repartió: 2 conversaciones." in head.get(done.location).text
		assert known[3].owner == known[1].owner
		assert known[4].owner is None


class TestOne:
	def test_it_is_read_safely(self, portal: PortalWorld, advisor: Visitor) -> None:
		page = advisor.get(MINE).text
		text = read_text(page)
		assert "Gracias &lt;b&gt;" in page  # what they wrote is text, never a tag
		for words in (
			"> ¿Le llegó?", "Llegó de otra dirección", "Se muestra una parte", "foto.png", "2,4 MB",
			"no es lo que dice ser", "La dirección no existe",
		):  # fmt: skip
			assert words in text, words
		assert "<iframe" in page
		assert "lejos.example" not in page
		assert portal.world.mail_room.read == [1]

	def test_its_page_is_locked_in_and_fetches_nothing_until_asked(self, advisor: Visitor) -> None:
		way = f"{MINE}/correos/2/pagina"
		locked = advisor.get(way).headers
		assert "sandbox" in locked["Content-Security-Policy"]
		assert "img-src data:;" in locked["Content-Security-Policy"]
		assert locked["Referrer-Policy"] == "no-referrer"
		asked = advisor.get(f"{way}?imagenes=1").headers["Content-Security-Policy"]
		assert "img-src https:" in asked
		assert "script-src" not in asked

	def test_files_are_downloaded_whatever_they_are(self, advisor: Visitor) -> None:
		for way in (f"{MINE}/archivos/2/factura.pdf", f"{MINE}/correos/2/original"):
			file = advisor.get(way)
			assert file.headers["Content-Type"] == "application/octet-stream"
			assert file.headers["Content-Disposition"].startswith("attachment")
			assert file.headers["X-Content-Type-Options"] == "nosniff"

	def test_others_are_not_shown(self, advisor: Visitor) -> None:
		assert advisor.get(OTHERS).status_code == 404

	def test_looking_at_somebody_elses_does_not_read_it(
		self, portal: PortalWorld, head: Visitor
	) -> None:
		assert head.get(MINE).status_code == 200
		assert portal.world.mail_room.read == []


class TestWriting:
	def test_a_first_mail_with_a_file(self, portal: PortalWorld, head: Visitor) -> None:
		form = f"{PAGE}nueva?cliente=2"
		assert "Lucía Chimborazo Sintética" in head.get(form).text
		files = (io.BytesIO(b"%PDF-1.7"), "oferta.pdf")
		sent = head.send(
			f"{PAGE}nueva", page=form, customer_id="2", subject="Su fibra", text="Hola.\nAdiós.",
			nonce="n1", files=files,
		)  # fmt: skip
		assert sent.status_code == 303, sent.text
		made = find(portal, 5)
		assert (made.subject, made.items[0].text) == ("Su fibra", "Hola.\nAdiós.")
		assert made.items[0].files[0].name == "oferta.pdf"

	def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(self, head: Visitor) -> None:
		form = f"{PAGE}nueva?cliente=2"
		sent = head.send(
			f"{PAGE}nueva",
			page=form,
			customer_id="2",
			subject="",
			text="Lo que escribí",
			nonce="n1",
		)
		assert sent.status_code == 422
		assert "subject" in read_faults(sent)
		assert "Lo que escribí" in sent.text

	def test_an_answer_and_a_note(self, portal: PortalWorld, advisor: Visitor) -> None:
		for _again in range(2):  # a second click is the same mail
			sent = advisor.send(f"{MINE}/respuesta", page=MINE, text="Con gusto.", nonce="n1")
			assert sent.status_code == 303, sent.text
		note = advisor.send(f"{MINE}/nota", page=MINE, text="Llamar mañana", nonce="n2")
		assert note.status_code == 303
		texts = [one.text for one in find(portal, 1).items]
		assert texts[3:] == ["Con gusto.", "Llamar mañana"]
		assert "Nota interna" in read_text(advisor.get(MINE).text)

	def test_a_refused_file_is_said_and_the_words_stay(self, advisor: Visitor) -> None:
		sent = advisor.send(
			f"{MINE}/respuesta", page=MINE, text="Con gusto.", nonce="n1",
			files=(io.BytesIO(b"MZ"), "x.exe"),
		)  # fmt: skip
		assert sent.status_code == 422
		assert "no se puede adjuntar" in sent.text
		assert "Con gusto." in sent.text

	def test_a_canned_answer_begins_the_mail_with_its_fields_filled(self, advisor: Visitor) -> None:
		page = advisor.get(f"{MINE}?respuesta=1").text
		assert "Hola María: de 9 a 17.</textarea>" in page


class TestSteps:
	def test_it_is_taken_passed_on_and_let_go(self, portal: PortalWorld, head: Visitor) -> None:
		me = portal.world.mail_room.known[1].owner.removeprefix("staff:")
		for owner, after in ((me, f"staff:{me}"), ("", None)):
			version = find(portal, 3).version
			sent = head.send(f"{OTHERS}/responsable", page=OTHERS, owner=owner, version=version)
			assert sent.status_code == 303
			assert find(portal, 3).owner == after
		head.send(f"{OTHERS}/responsable", page=OTHERS, owner="99999", version="9")
		assert "Elija a alguien" in head.get(OTHERS).text

	def test_it_is_closed_and_opened_again(self, portal: PortalWorld, head: Visitor) -> None:
		for state in (ConversationState.CLOSED, ConversationState.OPEN):
			version = find(portal, 3).version
			head.send(f"{OTHERS}/estado", page=OTHERS, state=state.value, version=version)
			assert find(portal, 3).state is state

	def test_a_stale_page_changes_nothing(self, portal: PortalWorld, head: Visitor) -> None:
		head.send(f"{OTHERS}/estado", page=OTHERS, state="closed", version="0")
		assert find(portal, 3).state is ConversationState.OPEN
		assert "mientras tanto" in head.get(OTHERS).text

	def test_an_objection_is_decided_by_a_person(self, portal: PortalWorld, head: Visitor) -> None:
		page = head.get(OTHERS).text
		assert "Parece pedir que no se le escriba" in page
		assert "No enviarle más" in head.get(f"{OTHERS}/baja").text
		version = find(portal, 3).version
		head.send(f"{OTHERS}/baja", page=f"{OTHERS}/baja", objection="accepted", version=version)
		assert find(portal, 3).objection is Objection.ACCEPTED

	def test_who_nobody_knew_is_given_to_a_customer(
		self, portal: PortalWorld, head: Visitor
	) -> None:
		assert "¿De quién es?" in head.get(UNKNOWN).text
		way = f"{UNKNOWN}/cliente?cliente=5"
		assert "cliente n.º 5" in head.get(way).text
		head.send(f"{UNKNOWN}/cliente", page=way, customer_id="5", version="1")
		assert find(portal, 4).customer_id == 5
		head.send(f"{OTHERS}/cliente", page=OTHERS, customer_id="999", version="1")
		assert "No existe ese cliente" in head.get(OTHERS).text


class TestCanned:
	def test_they_are_kept_changed_and_deleted(self, portal: PortalWorld, head: Visitor) -> None:
		known = portal.world.mail_room.answers
		way = f"{PAGE}respuestas/nueva"
		sent = head.send(way, page=way, name="Agencia", text="Estamos en…")
		assert (sent.status_code, len(known)) == (303, 2)
		taken = head.send(way, page=way, name="Agencia", text="x")
		assert [*read_faults(taken)] == ["name"]
		one = f"{PAGE}respuestas/2"
		head.send(one, page=one, name="Agencia", text="Otra cosa", version="0")
		assert known[2].text == "Otra cosa"
		head.send(f"{one}/borrar", page=f"{one}/borrar")
		assert set(known) == {1}
		assert head.get(f"{PAGE}respuestas/77").status_code == 404

	def test_who_may_not_change_them_sees_them(self, advisor: Visitor) -> None:
		page = advisor.get(f"{PAGE}respuestas/").text
		assert "Horario" in page
		assert "respuestas/1" not in page
		assert advisor.get(f"{PAGE}respuestas/nueva").status_code == 403
