"""The correspondence of the story: somebody is written to, answers, and what follows of it.

Customers answer through the mailbox, as the page «Responder como el cliente» does, so that each
answer goes by SMTP into the suite.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from rich.console import Console

from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.mailer import conversations as api
from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	CannedAnswerFields,
	Conversation,
	ConversationBox,
	ConversationQuery,
	ConversationStart,
	ConversationState,
	Letter,
	MailDirection,
	Objection,
)
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.demo.checks import Check
from chasqui.demo.suite_client import Person, SuiteClient
from chasqui.demo.waiting import Progressed, wait_for

WRITTEN, SEEN = 3, 100
REPORT_SECONDS = 60.0
SUBJECT = "Su instalación"
ANSWERS = ("Sí, el martes me queda bien.", "¿Cuánto cuesta el plan de 300?", "No me escriban más")
CAMPAIGN_ANSWER = "Me interesa, llámenme."


@dataclass(frozen=True)
class CorrespondenceSummary:
	"""What was written and answered, as the conversations show it."""

	conversations: list[Conversation]
	counts: BoxCounts

	@property
	def proposed(self) -> int:
		"""Return how many seem to want no more mails."""
		return sum(one.objection is Objection.PROPOSED for one in self.conversations)

	@property
	def accepted(self) -> int:
		"""Return how many letters a server took."""
		return count_accepted(self.conversations)

	def count(self, direction: MailDirection) -> int:
		"""Return how many mails went one way."""
		return count_mails(self.conversations, direction)


def cross_mails(suite: SuiteClient, console: Console) -> CorrespondenceSummary:
	"""Write to some customers, let them and one of a campaign answer, answer one of them."""
	head = suite.sign_in("jefa")
	if not list_conversations(head):
		_begin(suite, console, head)
	return CorrespondenceSummary(list_conversations(head), head.mailer.call(api.count_boxes))


def check_correspondence(found: CorrespondenceSummary) -> list[Check]:
	"""Return what conversations and their counts must agree in."""
	kinds = (MailDirection.IN, MailDirection.OUT, MailDirection.NOTE)
	crossed = sum(one.mails for one in found.conversations)
	waiting = [one for one in found.conversations if one.state is ConversationState.OPEN]
	return [
		Check(
			"correspondencia: correos = enviados + recibidos + notas",
			crossed,
			sum(map(found.count, kinds)),
		),
		Check(
			"correspondencia: enviados = aceptados", found.count(MailDirection.OUT), found.accepted
		),
		Check("correspondencia: por responder = las que esperan", found.counts.all, len(waiting)),
		Check("correspondencia: parece pedir no recibir más", found.proposed, 1),
		Check(
			"correspondencia: de la campaña hay una",
			sum(one.campaign_id is not None for one in found.conversations),
			1,
		),
	]


def list_conversations(head: Person) -> list[Conversation]:
	"""Return all conversations with their mails."""
	query = ConversationQuery(box=ConversationBox.ALL, limit=200)
	found = head.mailer.call(api.list_conversations, query=query).items
	return [head.mailer.call(api.show_conversation, conversation_id=one.id) for one in found]


def count_accepted(found: list[Conversation]) -> int:
	"""Return how many letters a server took."""
	states = [mail.state for one in found for mail in one.items]
	return states.count(DeliveryState.ACCEPTED)


def count_mails(found: list[Conversation], direction: MailDirection) -> int:
	"""Return how many mails went one way."""
	return [mail.direction for one in found for mail in one.items].count(direction)


def _begin(suite: SuiteClient, console: Console, head: Person) -> None:
	text = "Buenos días, {{ nombre }}. Atendemos de lunes a viernes, de 9 a 17. {{ asesor }}"
	head.mailer.call(api.add_canned_answer, body=CannedAnswerFields(name="Horario", text=text))
	begun = [_write(head, number) for number in _choose(head)]
	_wait(console, head, "Correos a clientes", count_accepted, len(begun))
	for answer, one in zip(ANSWERS, begun, strict=True):
		_answer(suite, one.email or "", SUBJECT, answer)
	_answer(suite, "", "un plan pensado para su hogar", CAMPAIGN_ANSWER)
	_wait(console, head, "Respuestas", lambda it: count_mails(it, MailDirection.IN), len(begun) + 1)
	once = head.mailer.once(str(uuid.uuid4()))
	letter = Letter(text="Veinticinco dólares al mes, con la instalación incluida.")
	once.call(api.answer_conversation, conversation_id=begun[1].id, body=letter)
	_wait(console, head, "La respuesta a una de ellas", count_accepted, len(begun) + 1)


def _choose(head: Person) -> list[int]:
	"""Return some customers who have a mailbox."""
	query = CustomerQuery(limit=SEEN)
	found = head.customers.call(lists_api.list_customers, query=query).items
	reached = [one.id for one in found if one.email and NO_BOX_DOMAIN not in one.email]
	return reached[:WRITTEN]


def _write(head: Person, customer_id: int) -> Conversation:
	text = "Buenos días.\n\n¿Le queda bien el martes para la instalación?"
	body = ConversationStart(customer_id=customer_id, subject=SUBJECT, text=text)
	return head.mailer.once(str(uuid.uuid4())).call(api.start_conversation, body=body)


def _answer(suite: SuiteClient, email: str, subject: str, text: str) -> None:
	"""Answer the latest mail to an address, or to anybody, with a subject, as its reader."""
	search: dict[str, str | int] = {"q": email or subject, "limit": 50}
	mails = httpx.get(f"{suite.mailbox_url}/api/mails", params=search, timeout=30)
	items = mails.raise_for_status().json()["items"]
	found = next(one for one in items if subject in one["subject"])
	way = f"{suite.mailbox_url}/correos/{found['id']}/respuesta"
	httpx.post(way, data={"texto": text}, timeout=30)


def _wait(
	console: Console,
	head: Person,
	title: str,
	measure: Callable[[list[Conversation]], int],
	expected: int,
) -> None:
	wait_for(
		console,
		title,
		lambda: measure(list_conversations(head)),
		lambda now: Progressed(now, expected, now >= expected),
		longest=REPORT_SECONDS,
	)
