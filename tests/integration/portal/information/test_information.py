"""What is mailed to whoever asks: chosen, sent from the desk, seen with the call (K27)."""

from html import unescape

import pytest
from lxml.html import document_fromstring
from werkzeug.test import TestResponse

from chasqui.contracts.campaigns.information import (
	DeskInformation,
	KeptInformation,
	SentInformation,
)
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from tests.integration.portal.desk.test_desk import take
from tests.support.fakes.desk import settle_information
from tests.support.fakes.world import NOW
from tests.support.portal_world import PortalWorld, Visitor

PAGE, OWN, CALLS = "/informacion", "/campanas/1/llamadas/informacion", "/campanas/1/llamadas/"
DESK, WAY = "/mesa/", "/mesa/informacion/"


def hold(portal: PortalWorld, **known: object) -> tuple[Visitor, str]:
	"""Have an advisor hold somebody who may be mailed something, unless it is said otherwise."""
	portal.world.information.desk = DeskInformation(**{"has_design": True, **known})
	return take(portal)


def save(visitor: Visitor, token: str, **typed: str) -> TestResponse:
	return visitor.send("/mesa/resultado", page=DESK, lease_token=token, note="Fibra", **typed)


def ask(visitor: Visitor, token: str) -> str:
	"""Have it sent as the page's script does; return what takes the button's place."""
	csrf = visitor.read_token(DESK)
	typed = {"csrf_token": csrf, "lease_token": token}
	return unescape(visitor.client.post(WAY, data=typed, headers={"HX-Request": "true"}).text)


def show_desk(visitor: Visitor) -> str:
	return unescape(visitor.get(DESK).text)


def read_tick(page: str) -> str:
	"""Return the tick that goes with interest."""
	place = page.partition('id="send_information"')[2]
	return place.partition(">")[0]


@pytest.mark.covers("K27")
class TestChoosing:
	def test_it_is_chosen_for_all_campaigns(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = unescape(visitor.get(PAGE).text)
		assert all(design.name in page for design in portal.world.designs.values())
		number = next(iter(portal.world.designs))
		visitor.send(PAGE, page=PAGE, design_id=str(number), subject="Hola, {{ nombre }}")
		kept = portal.world.information.kept[None]
		assert (kept.design_id, kept.subject) == (number, "Hola, {{ nombre }}")

	def test_a_campaign_has_its_own_until_it_goes(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "no se manda nada en las llamadas" in unescape(visitor.get(CALLS).text)
		number = next(iter(portal.world.designs))
		sent = visitor.send(OWN, page=OWN, design_id=str(number), subject="")
		assert sent.location.endswith(CALLS)
		page = unescape(visitor.get(CALLS).text)
		assert portal.world.designs[number].name in page
		assert "Propia de esta campaña." in page
		visitor.send(f"{OWN}/comunes", page=CALLS)
		assert 1 not in portal.world.information.kept

	@pytest.mark.parametrize(
		("number", "text"), [(2, "(archivado)"), (999, "(ya no existe)")], ids=["archived", "gone"]
	)
	def test_what_is_not_offered_any_more_stays_chosen(
		self, portal: PortalWorld, number: int, text: str
	) -> None:
		visitor = portal.open("jefa")
		visitor.send("/disenos/2/archivar", page="/disenos/2/archivar")
		kept = portal.world.information.kept[None]
		portal.world.information.kept[None] = kept.model_copy(update={"design_id": number})
		[chosen] = document_fromstring(visitor.get(PAGE).text).xpath("//option[@selected]")
		assert chosen.get("value") == str(number)
		assert chosen.text.strip().endswith(text)

	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		answer = visitor.send(PAGE, page=PAGE, design_id="", subject="{{ apodo }}, mire")
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert "El campo «apodo» no existe" in page
		assert "{{ apodo }}, mire" in page
		assert portal.world.information.kept[None].version == 1

	def test_without_the_mailer_it_is_not_changed_by_mistake(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		portal.world.down.add("mailer")
		assert visitor.client.get(PAGE).status_code == 503
		assert visitor.get(CALLS).status_code == 200

	def test_why_the_chosen_design_is_not_seen_is_said(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		kept = KeptInformation(version=1, design_id=999)
		portal.world.information.kept[None] = kept
		assert "Su diseño ya no existe" in unescape(visitor.get(CALLS).text)
		portal.world.down.add("mailer")
		[card] = document_fromstring(visitor.get(CALLS).text).xpath(
			"//section[@aria-labelledby='information-title']"
		)
		assert "ya no existe" not in card.text_content()
		assert card.xpath(".//*[@role='status' or @role='alert']")

	def test_how_often_it_was_asked_for_is_seen(self, portal: PortalWorld) -> None:
		portal.world.information.states = {DeliveryState.ACCEPTED: 3, DeliveryState.SKIPPED: 1}
		page = " ".join(unescape(portal.open("jefa").get(CALLS).text).split())
		assert "Pedida 4 veces: aceptado 3, omitido 1." in page


@pytest.mark.covers("K27")
class TestDesk:
	def test_it_is_sent_once_and_its_end_is_seen(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		assert "data-desk-information" in show_desk(visitor)
		for _ in range(2):
			sent = ask(visitor, token)
			assert "En cola" in sent
			assert f'hx-get="{WAY}{token}"' in sent
			assert "data-desk-information" not in sent
		assert visitor.get(f"{WAY}{token}").status_code == 204
		settle_information(portal.world, DeliveryState.SKIPPED, "unsubscribed")
		told = unescape(visitor.get(f"{WAY}{token}").text)
		assert "Omitido" in told
		assert "Dado de baja" in told
		assert "hx-get" not in told
		assert "La información no salió." in show_desk(visitor)

	def test_a_page_left_open_asks_nothing_for_who_came_after(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		save(visitor, token, result="BUSY")
		visitor.send("/mesa/siguiente", page=DESK)
		assert portal.world.lease is not None
		other = str(portal.world.lease.lease_token)
		assert other != token
		for told in (ask(visitor, token), unescape(visitor.get(f"{WAY}{token}").text)):
			assert "<form" not in told
			assert other not in told
			assert 'role="alert"' in told
		assert portal.world.lease.information.sent is None

	def test_it_is_sent_without_scripts_too(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		assert visitor.send(WAY, page=DESK, lease_token=token).location == DESK
		assert "En cola" in show_desk(visitor)

	@pytest.mark.parametrize(
		("known", "why"),
		[
			({"has_design": False}, "no tiene información para mandar"),
			({"refusal": "Esta persona no quiere correos."}, "no quiere correos"),
		],
	)
	def test_why_it_may_not_be_sent_is_said(
		self, portal: PortalWorld, known: dict[str, object], why: str
	) -> None:
		visitor, _token = hold(portal, **known)
		page = show_desk(visitor)
		button = page.partition("data-desk-information")[2].partition(">")[0]
		assert "disabled" in button
		assert why in page
		assert 'id="send_information"' not in page

	def test_what_changed_meanwhile_is_said(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		assert portal.world.lease is not None
		refused = DeskInformation(has_design=True, refusal="Esta persona no quiere correos.")
		portal.world.lease = portal.world.lease.model_copy(update={"information": refused})
		told = ask(visitor, token)
		assert "no quiere correos" in told
		assert 'role="alert"' in told
		visitor.send(WAY, page=DESK, lease_token=token)
		assert show_desk(visitor).count("no quiere correos") > 1

	def test_a_lease_that_is_none_is_said(self, portal: PortalWorld) -> None:
		visitor, _token = hold(portal)
		assert "La reserva no es válida" in ask(visitor, "no")

	def test_with_interest_it_goes_unless_the_tick_is_taken_away(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		assert " checked" in read_tick(show_desk(visitor))
		save(visitor, token, result="INTERESTED", send_information="on")
		assert portal.world.records[-1].send_information is True
		assert "La información va en camino." in show_desk(visitor)
		visitor.send("/mesa/siguiente", page=DESK)
		assert portal.world.lease is not None
		save(visitor, str(portal.world.lease.lease_token), result="INTERESTED")
		assert portal.world.records[-1].send_information is False

	def test_what_is_refused_at_the_last_moment_is_said_at_the_tick(
		self, portal: PortalWorld
	) -> None:
		visitor, token = hold(portal)
		text = say("Esta persona no quiere correos.")
		fault = FieldError("send_information", text, "objected")
		portal.world.desk_refusal = Invalid(text, code="objected", fields=[fault])
		answer = save(visitor, token, result="INTERESTED", send_information="on")
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert 'id="send_information-error"' in page
		assert 'href="#send_information"' in page
		assert 'value="Fibra"' in page

	def test_with_another_result_the_tick_is_nothing(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		save(visitor, token, result="NO_ANSWER", send_information="on")
		assert portal.world.records[-1].send_information is False

	def test_interest_may_have_a_time(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		typed = {"callback_at": "2027-01-05T10:30", "is_anybodys": "on"}
		save(visitor, token, result="INTERESTED", **typed)
		record = portal.world.records[-1]
		assert (record.callback_at.isoformat(), record.is_anybodys) == (
			"2027-01-05T10:30:00-05:00", True,
		)  # fmt: skip

	def test_interest_needs_no_time(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		more = {"callback_at": "", "is_anybodys": "on"}
		save(visitor, token, result="INTERESTED", **more)
		record = portal.world.records[-1]
		assert (record.callback_at, record.is_anybodys) == (None, False)

	def test_a_time_that_is_none_is_refused_and_the_tick_stays_as_it_was(
		self, portal: PortalWorld
	) -> None:
		visitor, token = hold(portal)
		wrong = {"result": "INTERESTED", "callback_at": "mañana"}
		answer = save(visitor, token, **wrong)
		assert answer.status_code == 422
		assert " checked" not in read_tick(unescape(answer.text))
		kept = save(visitor, token, **wrong, send_information="on")
		assert " checked" in read_tick(unescape(kept.text))


@pytest.mark.covers("K27")
class TestLostHold:
	def test_what_was_ticked_is_kept_beside_the_name(self, portal: PortalWorld) -> None:
		visitor, token = hold(portal)
		portal.world.desk_refusal = Conflict(say("Ya no es suyo."), code="lease_lost")
		answer = save(visitor, token, result="INTERESTED", send_information="on")
		assert answer.status_code == 409
		assert " checked" in read_tick(unescape(answer.text))
		portal.world.desk_refusal = None
		late = save(visitor, token, result="INTERESTED", send_information="on", late="on")
		assert late.status_code == 303
		assert portal.world.records[-1].send_information is True

	def test_what_was_ticked_by_itself_is_not_asked_of_another_result(
		self, portal: PortalWorld
	) -> None:
		visitor, token = hold(portal)
		portal.world.desk_refusal = Conflict(say("Ya no es suyo."), code="lease_lost")
		answer = save(visitor, token, result="NO_ANSWER", send_information="on")
		assert 'id="send_information"' not in answer.text


@pytest.mark.covers("K27")
class TestWork:
	def test_what_became_of_it_is_seen_with_the_call(self, portal: PortalWorld) -> None:
		portal.world.information.calls[1] = SentInformation(
			requested_at=NOW, state=DeliveryState.FAILED, reason="rejected"
		)
		page = unescape(portal.open("asesora").get("/trabajo/llamadas").text)
		assert "información: fallido (Rechazado por el servidor)" in page

	def test_a_correction_says_that_it_does_not_come_back(self, portal: PortalWorld) -> None:
		portal.world.information.calls[1] = SentInformation(requested_at=NOW)
		visitor = portal.open("asesora")
		page = unescape(visitor.get("/trabajo/llamadas/1/correccion").text)
		assert "La información que se mandó en la llamada no vuelve." in page
