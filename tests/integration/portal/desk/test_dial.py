"""With a dialler the desk says how it took a call, and chooses what it reports."""

from uuid import uuid4

import pytest

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.dialler import DialAttempt, DialOutcome, DialState
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K27")
class TestDialler:
	@pytest.mark.parametrize(
		("state", "words"),
		[
			(DialState.REFUSED, "El marcador no aceptó la llamada"),
			(DialState.UNREACHED, "El marcador no responde"),
			(DialState.SILENT, "El marcador no contestó a tiempo"),
			(DialState.ASKED, "No se sabe si el marcador está llamando"),
		],
	)
	def test_what_failed_is_said_and_the_number_is_still_a_link(
		self, portal: PortalWorld, state: DialState, words: str
	) -> None:
		visitor, token = take(portal)
		portal.world.dial_attempt = DialAttempt(attempt_id=uuid4(), state=state)
		dialled = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token)
		assert dialled.status_code == 200
		assert words in dialled.text
		assert 'href="tel:' in dialled.text
		assert "hx-get" not in dialled.text

	def test_a_report_is_waited_for_and_then_chosen(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		attempt = DialAttempt(attempt_id=uuid4(), state=DialState.TAKEN, is_awaited=True)
		portal.world.dial_attempt = attempt
		page = f"/mesa/marcado/{attempt.attempt_id}"
		dialled = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token).text
		assert "El marcador está llamando" in dialled
		assert f'hx-get="{page}"' in dialled
		assert "tel:" not in dialled
		assert (visitor.get(page).status_code, visitor.get(page).text) == (204, "")
		busy = {"outcome": DialOutcome.BUSY, "suggested": CallResult.BUSY, "is_awaited": False}
		portal.world.dial_attempt = attempt.model_copy(update=busy)
		reported = visitor.get(page).text
		assert "El marcador informa: ocupado" in reported
		assert 'data-suggested="BUSY"' in reported
		assert "hx-get" not in reported
		desk = visitor.get("/mesa/").text
		assert "El marcador informa: ocupado" in desk
		assert 'value="BUSY" data-key="6" checked>' in desk
		assert desk.count(" checked>") == 1

	def test_what_the_advisor_chose_stays(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		done = {"outcome": DialOutcome.BUSY, "suggested": CallResult.BUSY}
		attempt = DialAttempt(attempt_id=uuid4(), state=DialState.TAKEN, **done)
		portal.world.dial_attempt = attempt
		visitor.send("/mesa/marcar", page="/mesa/", lease_token=token)
		fields = {"lease_token": token, "result": "CALLBACK_OWN"}
		again = visitor.send("/mesa/resultado", page="/mesa/", **fields)
		assert again.status_code == 422
		assert 'value="BUSY" data-key="6">' in again.text

	def test_how_long_an_answered_call_was_is_said(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		done = {"outcome": DialOutcome.ANSWERED, "seconds": 40}
		attempt = DialAttempt(attempt_id=uuid4(), state=DialState.TAKEN, **done)
		portal.world.dial_attempt = attempt
		text = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token).text
		assert "El marcador informa: contestaron" in text
		assert "40 segundos" in text
		assert "data-suggested" not in text

	def test_a_second_click_shows_the_call_that_rings(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		attempt = DialAttempt(attempt_id=uuid4(), state=DialState.TAKEN, is_awaited=True)
		portal.world.dial_attempt = attempt
		visitor.send("/mesa/marcar", page="/mesa/", lease_token=token)
		portal.world.desk_refusal = Conflict(say("Ya está llamando."), code="dialling")
		again = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token).text
		assert f'hx-get="/mesa/marcado/{attempt.attempt_id}"' in again

	def test_an_attempt_that_is_none_is_no_page(self, portal: PortalWorld) -> None:
		visitor, _token = take(portal)
		assert visitor.get("/mesa/marcado/uno").status_code == 404

	@pytest.mark.parametrize("state", list(DialState))
	def test_that_nobody_was_rung_is_said_only_where_it_is_sure(
		self, portal: PortalWorld, state: DialState
	) -> None:
		visitor, token = take(portal)
		portal.world.dial_attempt = DialAttempt(attempt_id=uuid4(), state=state)
		text = visitor.send("/mesa/marcar", page="/mesa/", lease_token=token).text
		assert ("Nadie ha sonado" in text) is (state is DialState.UNREACHED)
