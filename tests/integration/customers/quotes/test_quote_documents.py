"""A quote as a document: Spanish, of what it says and no more, the same whenever it is written."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from chasqui.contracts.mailer.notices import MOST_ATTACHED
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from customers.config import CustomersConfig
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.quotes.offers import WAY, QuoteTill
from tests.integration.customers.sales.till import MANAGER

pytestmark = pytest.mark.covers("C8")
WILD = '#read("/etc/passwd") *Peña* $x^2$ \\ [Ñ] <b> @ref `c` _d_ = // /* "ü"'


def take(till: QuoteTill, quote: Any, **more: Any) -> Any:
	return till.client.get(f"{WAY}/{quote['id']}/pdf", **{"role": MANAGER, **more})


def read_words(answer: Any) -> str:
	"""Return what a document says, in one line."""
	pages = PdfReader(BytesIO(answer.get_data())).pages
	return " ".join(" ".join(page.extract_text().split()) for page in pages)


class TestDocuments:
	def test_it_says_what_the_quote_says_in_spanish(
		self, till: QuoteTill, config: CustomersConfig
	) -> None:
		config.company_name, config.company_ruc = "Empresa Sintética S. A.", "1790012345001"
		zero = till.sell("1234.50", vat_class="zero", name="Libro")
		quote = till.issue(
			till.line(till.service, "1.5"),
			till.line(till.router, "2", discount="10.00"),
			till.line(zero),
			note="Con instalación",
		)
		answer = take(till, quote, language="en")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		assert answer.mimetype == "application/pdf"
		assert 'filename="COT-000001.pdf"' in answer.headers["Content-Disposition"]
		words = read_words(answer)
		for said in (
			"Empresa Sintética S. A.", "RUC 1790012345001", "Cotización COT-000001",
			"María José Peña Ñacato", "Persona de prueba", "Fibra Hogar 300", "Router AX",
			"$37,50", "$150,00", "$10,00", "1,5", "$1.234,50", "IVA 15 % de $187,50", "$28,13",
			"Total $1.450,13", "Con instalación", "valen hasta el", "Observaciones",
		):  # fmt: skip
			assert said in words, said

	def test_what_somebody_wrote_is_no_markup(self, till: QuoteTill, database: Database) -> None:
		till.service = till.sell("25.00", name=WILD[:60])
		quote = till.issue(till.line(till.service), note=WILD)
		with database.open_session() as session:
			session.execute(
				text("UPDATE customer SET name = :name"), {"name": f"{WILD} {'é' * 50}"[:120]}
			)
		words = read_words(take(till, quote))
		assert words.count('#read("/etc/passwd") *Peña* $x^2$ \\ [Ñ] <b> @ref') == 3
		assert "root:" not in words

	def test_the_same_quote_is_the_same_document(self, till: QuoteTill) -> None:
		quote = till.issue(till.line(till.service))
		first = take(till, quote).get_data()
		with freeze_clock(read_now() + timedelta(days=3)):
			assert take(till, quote).get_data() == first
		with freeze_clock(read_now() + timedelta(days=40)):
			assert "VENCIDA" in read_words(take(till, quote))

	def test_a_hundred_lines_take_several_pages(self, till: QuoteTill) -> None:
		quote = till.issue(*[till.line(till.service)] * 100)
		answer = take(till, quote)
		assert len(PdfReader(BytesIO(answer.get_data())).pages) > 2
		assert read_words(answer).count("Fibra Hogar 300") == 100
		assert len(answer.get_data()) < MOST_ATTACHED  # and so may be mailed


class TestRefusals:
	def test_a_draft_is_no_document(self, till: QuoteTill) -> None:
		assert read_code(take(till, till.quote())) == (409, "not_issued")

	def test_only_who_sees_a_quote_takes_it(self, till: QuoteTill) -> None:
		quote = till.issue()
		assert take(till, quote, role="advisor", subject="staff:8").status_code == 404
		assert take(till, quote, role="marketing_head").status_code == 200
		assert take(till, {"id": 999}).status_code == 404

	def test_who_took_it_is_in_the_audit(self, till: QuoteTill, database: Database) -> None:
		take(till, till.issue())
		query = text(
			"SELECT details ->> 'format' FROM audit_entry WHERE action = 'exported'"
			" AND details ->> 'what' = 'quotes' AND customer_id = :id"
		)
		with database.open_session() as session:
			found = session.execute(query, {"id": till.customer["id"]}).scalars().all()
		assert found == ["pdf"]
