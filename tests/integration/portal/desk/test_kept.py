"""What was typed for a call and could not be saved is sent again with what still fits it."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.kernel.errors import Conflict, Unavailable
from chasqui.kernel.texts.text import say
from tests.integration.portal.desk.test_desk import read_name, take
from tests.support.portal_world import PortalWorld, Visitor

LOST = Conflict(say("Otra persona lo atiende."), code="lease_lost")


def lose(portal: PortalWorld, **typed: str) -> tuple[Visitor, TestResponse]:
	"""Return the page of what was typed for a customer who went to somebody else."""
	visitor, token = take(portal)
	portal.world.desk_refusal = LOST
	fields = {"lease_token": token, "customer_name": read_name(portal), **typed}
	page = visitor.send("/mesa/resultado", page="/mesa/", **fields)
	assert page.status_code == 409
	portal.world.lease = None
	return visitor, page


@pytest.mark.covers("K27")
class TestWhatIsKept:
	def test_a_reason_stays_with_its_result(self, portal: PortalWorld) -> None:
		visitor, page = lose(portal, result="NOT_INTERESTED", reason_id="1")
		assert visitor.resend(page).status_code == 303
		[kept] = portal.world.records
		assert (kept.result, kept.reason_id) == (CallResult.NOT_INTERESTED, 1)

	def test_another_result_goes_without_the_reason_of_the_first(self, portal: PortalWorld) -> None:
		visitor, page = lose(portal, result="NOT_INTERESTED", reason_id="1")
		assert visitor.resend(page, result="BUSY").status_code == 303
		[kept] = portal.world.records
		assert (kept.result, kept.reason_id) == (CallResult.BUSY, None)

	def test_who_returns_to_the_first_result_has_its_reason_still(
		self, portal: PortalWorld
	) -> None:
		visitor, page = lose(portal, result="NOT_INTERESTED", reason_id="1")
		page = visitor.resend(page, result="CALLBACK_OWN")
		assert page.status_code == 422  # it has no time
		assert visitor.resend(page, result="NOT_INTERESTED").status_code == 303
		assert portal.world.records[0].reason_id == 1

	def test_giving_back_with_a_note_drops_the_reason(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		typed = {"result": "NOT_INTERESTED", "reason_id": "1", "note": "No cuelga"}
		page = visitor.send("/mesa/soltar", page="/mesa/", lease_token=token, **typed)
		assert visitor.resend(page).status_code == 303
		[kept] = portal.world.records
		assert (kept.result, kept.reason_id, kept.note) == (CallResult.SKIPPED, None, "No cuelga")

	def test_a_reason_that_is_refused_is_named_and_let_go(self, portal: PortalWorld) -> None:
		visitor, page = lose(portal, result="NOT_INTERESTED", reason_id="99")
		page = visitor.resend(page)
		assert page.status_code == 422
		assert '<a href="#reason_id">Motivo</a>' in page.text
		assert "Se guardará sin motivo." in page.text
		assert visitor.resend(page).status_code == 303
		assert portal.world.records[0].reason_id is None

	def test_an_own_result_stays_with_its_kind_alone(self, portal: PortalWorld) -> None:
		visitor, page = lose(portal, result="WRONG_NUMBER.1")
		assert visitor.resend(page, result="BUSY").status_code == 303
		visitor, page = lose(portal, result="WRONG_NUMBER.1")
		assert visitor.resend(page).status_code == 303
		assert [one.own_result_id for one in portal.world.records] == [None, 1]

	def test_a_service_that_is_down_is_sent_the_same_again(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.desk_refusal = Unavailable(say("No responde."))
		typed: dict[str, Any] = {"result": "NOT_INTERESTED", "reason_id": "1"}
		page = visitor.send("/mesa/resultado", page="/mesa/", lease_token=token, **typed)
		portal.world.desk_refusal = None
		assert visitor.resend(page).status_code == 303
		[kept] = portal.world.records
		assert (kept.late, kept.reason_id) == (False, 1)

	def test_what_was_sold_is_asked_of_a_sale_alone(self, portal: PortalWorld) -> None:
		"""The desk's form sends a quantity with every result: it is only hidden."""
		_visitor, page = lose(portal, result="BUSY", **{"sale.quantity": "1"})
		assert 'name="sale.quantity"' not in page.text

	def test_a_price_that_is_none_may_be_mended(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.lease = None
		typed = {"result": "SALE", "sale.quantity": "2", "sale.unit_price": "caro"}
		page = visitor.send("/mesa/resultado", page="/mesa/", lease_token=token, **typed)
		assert page.status_code == 422
		assert '<a href="#sale-unit_price">Precio</a>' in page.text
		assert visitor.resend(page, **{"sale.unit_price": "35,50"}).status_code == 303
		sale = portal.world.records[0].sale
		assert sale is not None
		assert (sale.quantity, str(sale.unit_price)) == (2, "35.50")
