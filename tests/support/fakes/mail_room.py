"""What the fake of correspondence remembers: four conversations of fake customers."""

from datetime import timedelta
from typing import Any

from chasqui.contracts.access import Permission, list_permissions
from chasqui.contracts.mailer.conversations import (
	CannedAnswer,
	Conversation,
	ConversationBox,
	ConversationFilters,
	ConversationMail,
	ConversationState,
	MailDirection,
	MailFile,
	Objection,
	Priority,
)
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.staff import PEOPLE
from tests.support.fakes.till import find_person
from tests.support.fakes.world import NOW, World


class MailRoom:
	"""What the fake remembers of conversations."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.made: dict[str, Any] = {}
		self.read: list[int] = []
		advisor = PEOPLE["asesora"]
		mine = {"owner": f"staff:{advisor.id}", "owner_name": advisor.name}
		self.known = {
			1: self._make(1, is_unread=True, is_late=True, due_at=NOW, **mine),
			2: self._make(2, state=ConversationState.WAITING, priority=Priority.HIGH, **mine),
			3: self._make(3, objection=Objection.PROPOSED, campaign_id=1, campaign_name="Fibra"),
			4: self._make(4, customer_id=None, email="otro@example.com", person="Otra persona"),
		}
		self.answers = {
			1: CannedAnswer(id=1, version=0, name="Horario", text="Hola {{ nombre }}: de 9 a 17.")
		}

	def _make(self, number: int, **changes: Any) -> Conversation:
		customer = self.world.customers[number]
		file = MailFile(id=1, name="foto.png", size=2_500_000, is_safe=True)
		bad = MailFile(id=2, name="factura.pdf", size=900, is_safe=False)
		mails = [
			ConversationMail(
				id=1, direction=MailDirection.OUT, author="Asesoría", email=customer.email,
				subject="Su pedido", text="¿Le llegó?", state=DeliveryState.ACCEPTED,
				at=NOW - timedelta(hours=5),
			),
			ConversationMail(
				id=2, direction=MailDirection.IN, author=customer.name, email="otro@example.com",
				subject="Re: Su pedido", text="Sí.\nGracias <b>.", quoted="> ¿Le llegó?",
				has_page=True, has_remote_pictures=True, is_from_elsewhere=number != 4,
				flaws=["cut"], files=[file, bad], at=NOW,
			),
			ConversationMail(
				id=3, direction=MailDirection.OUT, author="Asesoría", email=customer.email,
				subject="Re: Su pedido", text="De nada.", state=DeliveryState.FAILED,
				reason="unknown_address", at=NOW,
			),
		]  # fmt: skip
		values = {
			"id": number, "version": 1, "customer_id": number, "email": customer.email,
			"person": customer.name, "subject": f"Su pedido {number}", "snippet": "Sí. Gracias.",
			"state": ConversationState.OPEN, "is_unread": False, "mails": 3, "last_at": NOW,
			"items": mails,
		}  # fmt: skip
		return Conversation.model_validate({**values, **changes})

	def find(self, number: int) -> Conversation:
		"""Return a conversation of whom the asker may see."""
		person = find_person()
		found = self.known.get(number)
		sees_all = Permission.CUSTOMERS_READ in list_permissions(person.roles)
		if found is None or not (sees_all or found.owner == f"staff:{person.id}"):
			raise NotFound(say("No existe esa conversación."))
		return found

	def list_matching(self, asked: ConversationFilters) -> list[Conversation]:
		"""Return what a box holds."""
		person = find_person()
		me = f"staff:{person.id}"
		sees_all = Permission.CUSTOMERS_READ in list_permissions(person.roles)
		inside = {
			ConversationBox.MINE: lambda one: one.owner == me,
			ConversationBox.UNASSIGNED: lambda one: one.owner is None and one.customer_id,
			ConversationBox.ALL: lambda one: sees_all or one.owner == me,
			ConversationBox.UNKNOWN: lambda one: one.customer_id is None,
		}[asked.box]
		return [
			one
			for one in self.known.values()
			if inside(one)
			and (not asked.ids or one.id in asked.ids)
			and (not asked.state or one.state in asked.state)
			and (not asked.q or asked.q.lower() in f"{one.subject} {one.person}".lower())
			and (asked.is_unread in (None, one.is_unread))
		]
