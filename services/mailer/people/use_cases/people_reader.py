"""Returns what was mailed to one customer (R9), and all that is held about it (LOPDP, art. 13)."""

from collections.abc import Iterable, Mapping, Sequence

from chasqui.contracts.access import Service
from chasqui.contracts.activity import MOST_LISTED, CustomerMails, MailSent, SuppressionView
from chasqui.contracts.customers.rights import HeldSection, Holdings, write_value
from chasqui.contracts.mailer.greetings import complete_names
from chasqui.contracts.mailer.people import MailCount, MailCountRequest, MailCounts
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.kernel.texts.text import say
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.designs.domain.templates import compile_text
from mailer.people.repositories.merges import MergeRepository
from mailer.people.repositories.people import PeopleRepository
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow

RUN = (say("Asunto"), say("Campaña"))
DELIVERY = {
	"email": say("Dirección"),
	"state": say("Estado"),
	"reason": say("Motivo"),
	"attempts": say("Intentos"),
	"first_attempt_at": say("Primer intento"),
	"updated_at": say("Último cambio"),
	"merge_values": say("Datos puestos en el correo"),
}
# A person's access report has all of it; the bound only keeps a page from growing for ever.
MOST_RECORDS = 1000
CONVERSATION = {
	"subject": say("Asunto"),
	"email": say("Dirección"),
	"state": say("Estado"),
	"owner_name": say("Quién la atiende"),
	"created_at": say("Desde"),
	"last_at": say("Último cambio"),
}
CROSSED = {
	"at": say("Cuándo"),
	"direction": say("Sentido"),
	"author": say("De quién"),
	"email": say("Dirección"),
	"subject": say("Asunto"),
	"text": say("Texto"),
}
BOUNCE = {
	"at": say("Cuándo"),
	"email": say("Dirección"),
	"kind": say("Qué fue"),
	"reason": say("Motivo"),
	"diagnostic": say("Lo que dijo el servidor"),
}
SUPPRESSION = {"since": say("Desde"), "source": say("Origen")}


class PeopleReader:
	def __init__(
		self,
		people: PeopleRepository,
		merges: MergeRepository,
		conversations: ConversationRepository,
		crossed: ConversationMailRepository,
		constants: Mapping[str, str],
	) -> None:
		self._people = people
		self._conversations = conversations
		self._crossed = crossed
		self._merges = merges
		self._constants = constants

	def read_mails(self, customer_id: int) -> CustomerMails:
		"""Return the newest mails; a customer that nobody knows here has none."""
		person = self._merges.list_person(customer_id)
		rows = self._people.list_deliveries(person)
		stops = self._people.list_suppressions(person)
		return CustomerMails(
			customer_id=customer_id,
			mails=[self._view_mail(delivery, run) for delivery, run in rows[:MOST_LISTED]],
			suppressions=[SuppressionView.model_validate(row) for row in stops],
			is_cut=len(rows) > MOST_LISTED,
		)

	def count_mails(self, asked: MailCountRequest) -> MailCounts:
		"""Return how many mails of each campaign went to each of some customers."""
		rows = self._people.count_deliveries(asked.customers)
		names = tuple(MailCount.model_fields)
		return MailCounts(items=[MailCount(**dict(zip(names, row, strict=True))) for row in rows])

	def read_holdings(self, customer_id: int) -> Holdings:
		"""Return all that is held; no section where nothing is."""
		person = self._merges.list_person(customer_id)
		rows = self._people.list_deliveries(person)
		mails = HeldSection(
			title=say("Correos enviados o por enviar"),
			columns=[*RUN, *DELIVERY.values()],
			rows=[
				[self._write_subject(delivery, run), run.campaign_name, *_read(delivery, DELIVERY)]
				for delivery, run in rows[:MOST_RECORDS]
			],
			is_cut=len(rows) > MOST_RECORDS,
		)
		stops = HeldSection(
			title=say("Por qué no se le escribe"),
			columns=list(SUPPRESSION.values()),
			rows=[_read(row, SUPPRESSION) for row in self._people.list_suppressions(person)],
		)
		sections = [one for one in (mails, *self._list_crossed(person), stops) if one.rows]
		return Holdings(service=Service.MAILER, sections=sections)

	def _list_crossed(self, person: Sequence[int]) -> list[HeldSection]:
		"""Return what was written to and fro."""
		known = self._conversations.list_person(person, MOST_RECORDS + 1)
		crossed = self._crossed.list_person(person, MOST_RECORDS + 1)
		return [
			HeldSection(
				title=title,
				columns=list(columns.values()),
				rows=[_read(row, columns) for row in rows[:MOST_RECORDS]],
				is_cut=len(rows) > MOST_RECORDS,
			)
			for title, columns, rows in (
				(say("Conversaciones por correo"), CONVERSATION, known),
				(say("Correos cruzados"), CROSSED, crossed),
				(say("Rebotes"), BOUNCE, self._people.list_bounces(person)),
			)
		]

	def _view_mail(self, delivery: DeliveryRow, run: RunRow) -> MailSent:
		return MailSent(
			delivery_id=delivery.id,
			run_id=run.id,
			campaign_id=run.campaign_id,
			campaign_name=run.campaign_name,
			kind=RunKind(run.kind),
			subject=self._write_subject(delivery, run),
			state=DeliveryState(delivery.state),
			reason=delivery.reason,
			updated_at=delivery.updated_at,
		)

	def _write_subject(self, delivery: DeliveryRow, run: RunRow) -> str:
		"""Return the subject as the person reads it, not as it was designed.

		Of who was sent nothing no values are known: there the fields stand as they are written.
		"""
		template = compile_text(run.subject, subject_of_error="subject").fix(self._constants)
		values = delivery.merge_values
		return template.render_line(complete_names(values) if values else template.write_fields())


def _read(record: object, columns: Iterable[str]) -> list[str]:
	return [write_value(getattr(record, name)) for name in columns]
