"""What comes back of a paid sale: line by line, never more than was sold, once."""

import pytest

from chasqui.contracts.customers.sales import SaleState
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text

PART = "/ventas/4"
FORM = f"{PART}/devolver/"

pytestmark = pytest.mark.covers("C14")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


class TestReturns:
	def test_what_is_left_of_each_line_may_come_back(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(FORM)
		assert "1 como máximo" in read_text(asked.text)
		fields = {"lines.0.quantity": "1", "reason": "unwanted"}
		answer = manager.resend(asked, **fields)
		assert answer.location == PART
		sale = portal.world.till.sales[4]
		assert (len(sale.returns), sale.returns[1].restocks) == (2, True)
		assert sale.state is SaleState.PAID  # the service is still there
		assert "nota de crédito quedó escrita" in manager.get(PART).text
		rest = manager.get(FORM)
		assert "Ya volvió todo." in rest.text
		manager.resend(rest, **{"lines.1.quantity": "1", "reason": "other", "restocks": None})
		assert portal.world.till.sales[4].state is SaleState.RETURNED

	def test_a_second_click_returns_nothing_more(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked = manager.get(FORM)
		for _click in range(2):
			answer = manager.resend(asked, **{"lines.1.quantity": "1", "reason": "wrong"})
			assert answer.status_code == 303
		assert len(portal.world.till.sales[4].returns) == 2

	@pytest.mark.parametrize(
		("typed", "message"),
		[
			("2", "Quedan 1 por devolver"), ("-1", "Debe ser mayor que 0"),
			("0,001", "2 decimales como máximo"), ("todo", "Debe ser un número"),
		],
	)  # fmt: skip
	def test_what_is_wrong_stands_at_its_line_and_nothing_is_lost(
		self, portal: PortalWorld, manager: Visitor, typed: str, message: str
	) -> None:
		fields = {"lines.0.quantity": "", "lines.1.quantity": typed, "reason": "faulty"}
		answer = manager.resend(manager.get(FORM), **fields, restocks=None)
		assert answer.status_code == 422
		assert message in read_faults(answer)["lines-1-quantity"]
		assert f'value="{typed}"' in answer.text
		assert '<option value="faulty" selected>' in " ".join(answer.text.split()).replace(
			"selected >", "selected>"
		)
		assert 'name="restocks"\n\t\tvalue="on" checked' not in answer.text
		assert len(portal.world.till.sales[4].returns) == 1

	def test_without_a_quantity_or_a_reason_nothing_comes_back(self, manager: Visitor) -> None:
		answer = manager.resend(manager.get(FORM), **{"lines.0.quantity": "0", "reason": "other"})
		assert (answer.status_code, read_faults(answer)["lines"]) == (
			422, "Escriba cuánto se devuelve de al menos una línea.",
		)  # fmt: skip
		silent = manager.resend(manager.get(FORM), **{"lines.0.quantity": "1"})
		assert (silent.status_code, "reason" in read_faults(silent)) == (422, True)

	def test_what_another_took_back_meanwhile_is_said(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, fields = manager.get(FORM), {"lines.0.quantity": "1", "reason": "other"}
		assert manager.resend(asked, **fields, nonce="other").status_code == 303
		stale = manager.resend(asked, **fields)
		assert (stale.status_code, "Otra persona cambió" in stale.text) == (422, True)
