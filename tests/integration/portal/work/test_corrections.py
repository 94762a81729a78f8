"""An advisor corrects an own result; what cannot be undone is said before (K27)."""

from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest

from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import CallRecord
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, read_faults, read_typed

LIST = "/trabajo/llamadas"
SALE, OLD, CALLBACK = (f"{LIST}/{number}/correccion" for number in (1, 2, 3))


@pytest.mark.covers("K27")
class TestCorrections:
	def test_an_advisor_corrects_a_result(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert f'href="{CALLBACK}' in visitor.get(LIST).text
		answer = visitor.send(
			CALLBACK, page=CALLBACK, result="NO_ANSWER", note="No era", why="Otra tecla"
		)
		assert answer.status_code == 303
		kept = portal.world.call_corrections[3]
		assert (kept.result, kept.note, kept.why) == (
			CallResult.NO_ANSWER, "No era", "Otra tecla",
		)  # fmt: skip
		assert (kept.version, kept.sale, kept.callback_at) == (0, None, None)

	def test_why_a_high_risk_was_called_is_kept(self, portal: PortalWorld) -> None:
		portal.world.records.append(
			CallRecord(lease_token=uuid4(), result=CallResult.SALE, risk_reason="Paga al contado")
		)
		way = f"{LIST}/101/correccion"
		visitor = portal.open("asesora")
		sent = visitor.resend(visitor.get(way), result="BUSY", why="Otra tecla")
		assert sent.status_code == 303
		assert portal.world.call_corrections[101].risk_reason == "Paga al contado"

	def test_what_is_retired_is_offered_no_more(self, portal: PortalWorld) -> None:
		of = {"result": CallResult.BUSY, "own_result_id": 2}  # a retired one
		portal.world.reasons |= {
			2: CallReason(id=2, name="De antes", **of),
			3: CallReason(id=3, name="Nunca más", result=CallResult.BUSY, is_retired=True),
			4: CallReason(id=4, name="Ruido", result=CallResult.WRONG_NUMBER, own_result_id=1,
				own_result="Fuera de servicio"),
		}  # fmt: skip
		page = unescape(portal.open("asesora").get(CALLBACK).text)
		for text in ("No le interesa: Muy caro", "Fuera de servicio: Ruido"):
			assert text in page
		for text in ("De antes", "Nunca más", "Antiguo"):
			assert text not in page

	def test_a_sale_and_a_promise_take_what_is_theirs(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		sold = {"sale.quantity": "2", "sale.unit_price": "35,50", "callback_at": "2030-01-01T10:00"}
		sent = visitor.send(CALLBACK, page=CALLBACK, result="SALE", why="Sí compró", **sold)
		assert sent.status_code == 303
		sale = portal.world.call_corrections[3].sale
		assert sale is not None
		assert (sale.quantity, str(sale.unit_price)) == (2, "35.50")
		promise = {"callback_at": "2030-01-02T10:00", "is_anybodys": "true"}
		sent = visitor.send(SALE, page=SALE, result="CALLBACK_OWN", why="Otra vez", **promise)
		assert sent.status_code == 303
		kept = portal.world.call_corrections[1]
		assert kept.callback_at is not None
		assert (kept.callback_at.isoformat(), kept.is_anybodys) == (
			"2030-01-02T10:00:00-05:00", True,
		)  # fmt: skip

	@pytest.mark.parametrize(
		("result", "promised"),
		[("INTERESTED", NOW + timedelta(days=1)), ("BUSY", None)],
	)
	def test_what_was_promised_stays_with_what_may_promise(
		self, portal: PortalWorld, result: str, promised: datetime | None
	) -> None:
		visitor = portal.open("asesora")
		page = visitor.get(CALLBACK)
		sent = visitor.resend(page, result=result, note="A las diez", why="Faltaba la hora")
		assert sent.status_code == 303
		kept = portal.world.call_corrections[3]
		assert (kept.callback_at, kept.is_anybodys) == (promised, promised is not None)

	def test_what_it_said_before_is_read_by_all_who_see_it(self, portal: PortalWorld) -> None:
		for username in ("asesora", "supervisor"):
			page = unescape(portal.open(username).get(LIST).text)
			assert "Dijo que sí; se corrigió por: Se arrepintió" in page

	def test_what_is_not_undone_is_said_before(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert "Los correos que se saltaron" in visitor.get(SALE).text
		assert "Los correos que se saltaron" not in visitor.get(CALLBACK).text

	@pytest.mark.parametrize(
		("typed", "field", "text"),
		[
			({"why": ""}, "why", "Falta este dato."),
			({"why": "x" * 301}, "why", "Es demasiado largo: 300 caracteres como máximo."),
			({"result": ""}, "result", "Falta este dato."),
			({"result": "CALLBACK_OWN"}, "callback_at", "Falta la hora para volver a llamar."),
			({"result": "SALE", "sale.unit_price": "caro"}, "sale-unit_price",
				"Debe ser un número."),
			({"result": "SALE", "sale.unit_price": "9", "sale.quantity": "dos"}, "sale-quantity",
				"Debe ser un número entero."),
		],
	)  # fmt: skip
	def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
		self, portal: PortalWorld, typed: dict[str, str], field: str, text: str
	) -> None:
		sent = {"result": "BUSY", "why": "Otra tecla", "note": "No se pierde", **typed}
		answer = portal.open("asesora").send(CALLBACK, page=CALLBACK, **sent)
		assert answer.status_code == 422
		assert read_faults(answer) == {field: text}
		assert {name: read_typed(answer)[name] for name in sent} == sent
		assert not portal.world.call_corrections

	def test_a_result_that_is_none_is_refused_at_its_field(self, portal: PortalWorld) -> None:
		sent = {"result": "NADA", "why": "Otra tecla"}
		answer = portal.open("asesora").send(CALLBACK, page=CALLBACK, **sent)
		assert answer.status_code == 422
		assert read_faults(answer)["result"].startswith("Debe ser uno de: 'SALE'")
		assert read_typed(answer)["why"] == "Otra tecla"

	def test_another_window_was_first(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		typed = {"result": "BUSY", "why": "Otra tecla"}
		for status in (303, 422):
			assert visitor.send(CALLBACK, page=CALLBACK, **typed).status_code == status

	def test_an_old_one_is_left_as_it_is(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert OLD not in visitor.get(LIST).text
		assert visitor.get(OLD).status_code == 303
		assert portal.open("jefa").get(SALE).status_code == 403
