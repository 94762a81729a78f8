"""A quote that is mailed to its customer: once a press, to the own address, written down."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.quotes.offers import WAY, QuoteTill
from tests.integration.customers.sales.till import MANAGER, make_key
from tests.support.fake_mailer import FakeMailer

pytestmark = pytest.mark.covers("C8")


def mail(till: QuoteTill, quote: Any, key: dict[str, str] | None = None, **more: Any) -> Any:
	body = {"version": quote["version"], **more}
	way = f"{WAY}/{quote['id']}/mails"
	return till.client.post(way, body, role=MANAGER, headers=key or make_key())


class TestMails:
	def test_the_customer_gets_the_document(self, till: QuoteTill, mailer: FakeMailer) -> None:
		quote = till.issue(till.line(till.service, "2"))
		answer = mail(till, quote, message="Le llamo el lunes.\n\n#read() *ya*")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		[notice] = mailer.notices
		assert (notice.email, notice.is_to_customer) == ("maria.pena@example.com", True)
		assert notice.subject == "Cotización COT-000001 de Empresa de ejemplo"
		said = "\n".join([*notice.before, *notice.after])
		for words in (
			"Hola, María José Peña Ñacato:", "$57,50 con IVA", "Le llamo el lunes.",
			"#read() *ya*", "Persona de prueba",
		):  # fmt: skip
			assert words in said
		[document] = notice.attachments
		assert document.name == "COT-000001.pdf"
		page = PdfReader(BytesIO(document.content)).pages[0].extract_text()
		assert "Fibra Hogar 300" in page
		sent = answer.get_json()
		assert [(one["sent_to"], one["by"]) for one in sent["mails"]] == [
			("ma***@example.com", "Persona de prueba")
		]
		assert sent["mailed_at"] == sent["mails"][0]["at"]
		assert sent["state"] == "issued"

	def test_a_press_is_one_mail_and_another_press_another(
		self, till: QuoteTill, mailer: FakeMailer
	) -> None:
		quote, key = till.issue(), make_key()
		for _press in range(3):
			assert mail(till, quote, key).status_code == 200
		assert len(mailer.notices) == 1
		assert mail(till, quote).status_code == 200
		assert len({one.key for one in mailer.notices}) == 2
		way = f"{WAY}/{quote['id']}/mails"
		body = {"version": quote["version"]}
		assert till.client.post(way, body, role=MANAGER).status_code == 428

	def test_what_could_not_leave_is_the_same_message_again(
		self, till: QuoteTill, mailer: FakeMailer
	) -> None:
		quote, key = till.issue(), make_key()
		mailer.refuse(503, "mail_down", "El servidor de correo no lo recibe ahora.")
		answer = mail(till, quote, key)
		assert read_code(answer) == (503, "mail_down")
		assert till.see_quote(quote["id"])["mails"] == []
		mailer.refusal = None
		assert mail(till, quote, key).status_code == 200
		assert len(mailer.notices) == 1

	def test_it_is_in_audit_and_file(
		self, till: QuoteTill, mailer: FakeMailer, database: Database
	) -> None:
		mail(till, till.issue())
		query = text("SELECT count(*) FROM audit_entry WHERE details ->> 'step' = 'mailed'")
		with database.open_session() as session:
			assert session.scalar(query) == 1
		way = f"/v1/customers/{till.customer['id']}/holdings"
		sections = {
			one["title"]: one["rows"] for one in till.client.get(way).get_json()["sections"]
		}
		[row] = sections["Cotizaciones que se le enviaron"]
		assert row[1:] == ["ma***@example.com", "Persona de prueba"]

	def test_nothing_leaves_by_itself(self, till: QuoteTill, mailer: FakeMailer) -> None:
		till.accept()
		till.do_quote(till.issue(), "rejection", reason="Le pareció caro")
		assert mailer.notices == []


class TestRefusals:
	def test_only_what_stands_is_sent(self, till: QuoteTill, mailer: FakeMailer) -> None:
		assert read_code(mail(till, till.quote())) == (409, "not_issued")
		rejected = till.do_quote(till.issue(), "rejection", reason="Le pareció caro")
		assert read_code(mail(till, rejected)) == (409, "bad_move")
		issued = till.issue()
		with freeze_clock(read_now() + timedelta(days=30)):
			assert read_code(mail(till, issued)) == (409, "bad_move")
		assert read_code(mail(till, {**issued, "version": "00"})) == (409, "stale")
		assert mail(till, till.accept()).status_code == 200
		assert len(mailer.notices) == 1

	@pytest.mark.parametrize(
		("change", "code"),
		[
			("email = NULL", "no_address"),
			("email_bounced_at = now()", "bounced"),
			("archived_at = now()", "archived"),
		],
	)
	def test_who_cannot_be_reached_is_said_why(
		self, till: QuoteTill, mailer: FakeMailer, database: Database, change: str, code: str
	) -> None:
		issued = till.issue()
		with database.open_session() as session:
			session.execute(text(f"UPDATE customer SET {change}"))
		assert read_code(mail(till, issued)) == (422, code)
		assert mailer.notices == []

	def test_what_the_mailer_refuses_is_said(self, till: QuoteTill, mailer: FakeMailer) -> None:
		issued = till.issue()
		mailer.refuse(422, "suppressed", "A ese correo no se le escribe.")
		answer = mail(till, issued)
		assert read_code(answer) == (422, "suppressed")
		assert answer.get_json()["detail"] == "A ese correo no se le escribe."

	def test_without_a_mailer_nothing_is_lost(self, till: QuoteTill, mailer: FakeMailer) -> None:
		issued = till.issue()
		mailer.refuse(500, "internal", "Algo salió mal.")
		assert mail(till, issued).status_code in (502, 503)
		assert till.see_quote(issued["id"])["mails"] == []

	def test_an_advisor_sends_the_own_ones(self, till: QuoteTill, mailer: FakeMailer) -> None:
		issued = till.issue()
		way, body = f"{WAY}/{issued['id']}/mails", {"version": issued["version"]}
		for role, status in (("advisor", 404), ("marketing_head", 403)):
			answer = till.client.post(way, body, role=role, subject="staff:8", headers=make_key())
			assert answer.status_code == status
		assert mailer.notices == []
