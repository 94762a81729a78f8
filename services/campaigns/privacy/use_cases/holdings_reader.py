"""Returns everything that campaigns holds about one person (LOPDP, art. 13)."""

from collections.abc import Iterable, Iterator, Sequence

from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.privacy.repositories.people import PeopleRepository
from chasqui.contracts.access import Service
from chasqui.contracts.customers.rights import HeldSection, Holdings, write_value
from chasqui.kernel.texts.text import Text, say

MOST_RECORDS = 1000
MEMBER = {
	"kind": say("Tipo"),
	"id_type": say("Tipo de identificación"),
	"id_number": say("Identificación"),
	"name": say("Nombre"),
	"given_names": say("Nombres de pila"),
	"gender": say("Género"),
	"age": say("Edad"),
	"income": say("Ingreso mensual (USD)"),
	"province": say("Provincia"),
	"canton": say("Cantón"),
	"email": say("Correo"),
	"phone": say("Teléfono"),
	"may_email": say("Permite correo"),
	"may_phone": say("Permite llamadas"),
	"language": say("Idioma"),
	"matched": say("Por qué está"),
}
CALL = {
	"recorded_at": say("Cuándo"),
	"result": say("Resultado"),
	"reason": say("Motivo"),
	"note": say("Nota"),
	"late_note": say("Nota añadida"),
	"risk_level": say("Riesgo"),
	"risk_verdict": say("Regla de riesgo"),
	"risk_asked_at": say("Riesgo consultado"),
	"risk_reason": say("Por qué se llamó"),
	"next_attempt_at": say("Otro intento"),
}
LOOK = {
	"looked_at": say("Cuándo"),
	"purpose": say("Para qué"),
	"subject": say("Identificación"),
	"status": say("Respuesta"),
	"level": say("Nivel"),
	"score": say("Puntaje"),
	"as_of": say("Fecha del dato"),
	"source": say("Fuente"),
}
TASK = {
	"state": say("Estado"),
	"attempts": say("Intentos"),
	"is_callback": say("Pidió que lo llamen"),
	"next_attempt_at": say("Otro intento"),
	"last_result": say("Último resultado"),
}
REVIEW = {
	"asked_at": say("Cuándo"),
	"masked_id": say("Identificación"),
	"status": say("Respuesta"),
	"level": say("Nivel"),
	"score": say("Puntaje"),
	"as_of": say("Fecha del dato"),
	"source": say("Fuente"),
}
OBJECTION = {"objected_at": say("Cuándo"), "channel": say("Canal"), "source": say("Origen")}
INFORMATION = {
	"requested_at": say("Cuándo"),
	"state": say("Estado"),
	"reason": say("Motivo"),
	"settled_at": say("Último cambio"),
}
CAMPAIGN, ADVISOR, STAFF = say("Campaña"), say("Quién llamó"), say("Quién consultó")
OWN_RESULT = say("Cómo terminó, en palabras de la empresa")


class HoldingsReader:
	def __init__(self, people: PeopleRepository, merges: MergeRepository) -> None:
		self._people = people
		self._merges = merges

	def read(self, customer_id: int) -> Holdings:
		"""Return all that is held; no section where nothing is."""
		sections = self._list_sections(self._merges.list_person(customer_id))
		return Holdings(service=Service.CAMPAIGNS, sections=[one for one in sections if one.rows])

	def _list_sections(self, person: Sequence[int]) -> Iterator[HeldSection]:
		people = self._people
		yield _make_section(
			say("Copias en las audiencias de campañas"),
			[CAMPAIGN, *MEMBER.values()],
			(
				[campaign.name, *_read(member, MEMBER)]
				for member, campaign, _task in people.list_places(person)
			),
		)
		held = ([name] for name in people.list_holdouts(person))
		yield _make_section(say("Grupos de control de campañas"), [CAMPAIGN], held)
		yield self._describe_tasks(person)
		yield self._describe_calls(person)
		yield _make_section(
			say("Información que pidió"),
			[CAMPAIGN, *INFORMATION.values()],
			([name, *_read(row, INFORMATION)] for row, name in people.list_requests(person)),
		)
		yield _make_section(
			say("Consultas de riesgo"),
			[STAFF, *LOOK.values()],
			([name, *_read(look, LOOK)] for look, name in people.list_risk_looks(person)),
		)
		yield _make_section(
			say("Revisiones de riesgo"),
			list(REVIEW.values()),
			(_read(item, REVIEW) for item in people.list_reviews(person)),
		)
		yield _make_section(
			say("Oposiciones"),
			list(OBJECTION.values()),
			(_read(row, OBJECTION) for row in people.list_objections(person)),
		)

	def _describe_calls(self, person: Sequence[int]) -> HeldSection:
		rows = (
			[campaign, advisor, own_result or "", *_read(call, CALL)]
			for call, campaign, advisor, own_result in self._people.list_calls(person)
		)
		return _make_section(say("Llamadas"), [CAMPAIGN, ADVISOR, OWN_RESULT, *CALL.values()], rows)

	def _describe_tasks(self, person: Sequence[int]) -> HeldSection:
		rows = (
			[campaign.name, *_read(task, TASK)]
			for _member, campaign, task in self._people.list_places(person)
			if task is not None
		)
		return _make_section(say("Cola de llamadas"), [CAMPAIGN, *TASK.values()], rows)


def _make_section(title: Text, columns: list[Text], rows: Iterable[list[str]]) -> HeldSection:
	read = list(rows)
	return HeldSection(
		title=title, columns=columns, rows=read[:MOST_RECORDS], is_cut=len(read) > MOST_RECORDS
	)


def _read(record: object, columns: Iterable[str]) -> list[str]:
	return [write_value(getattr(record, name)) for name in columns]
