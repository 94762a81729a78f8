"""Tells everything that campaigns holds about one person (LOPDP, art. 13)."""

from collections.abc import Iterable, Iterator, Sequence

from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.privacy.repositories.people import PeopleRepository
from chasqui.contracts.access import Service
from chasqui.contracts.customers.rights import HeldSection, Holdings, write_value

MOST_RECORDS = 1000
MEMBER = {
	"kind": "Tipo", "id_type": "Tipo de identificación", "id_number": "Identificación",
	"name": "Nombre", "gender": "Género", "age": "Edad", "income": "Ingreso mensual (USD)",
	"province": "Provincia", "canton": "Cantón", "email": "Correo", "phone": "Teléfono",
	"may_email": "Permite correo", "may_phone": "Permite llamadas",
}  # fmt: skip
CALL = {
	"recorded_at": "Cuándo", "result": "Resultado", "note": "Nota", "late_note": "Nota añadida",
	"risk_level": "Riesgo", "risk_reason": "Por qué se llamó", "next_attempt_at": "Otro intento",
}  # fmt: skip
LOOK = {
	"looked_at": "Cuándo", "purpose": "Para qué", "subject": "Identificación",
	"status": "Respuesta", "level": "Nivel", "score": "Puntaje", "as_of": "Fecha del dato",
	"source": "Fuente",
}  # fmt: skip
TASK = {
	"state": "Estado", "attempts": "Intentos", "is_callback": "Pidió que lo llamen",
	"next_attempt_at": "Otro intento", "last_result": "Último resultado",
}  # fmt: skip
REVIEW = {
	"asked_at": "Cuándo", "masked_id": "Identificación", "status": "Respuesta",
	"level": "Nivel", "score": "Puntaje", "as_of": "Fecha del dato", "source": "Fuente",
}  # fmt: skip
OBJECTION = {"objected_at": "Cuándo", "channel": "Canal", "source": "Origen"}
CAMPAIGN, ADVISOR, STAFF = "Campaña", "Quién llamó", "Quién consultó"


class HoldingsReader:
	def __init__(self, people: PeopleRepository, merges: MergeRepository) -> None:
		self._people = people
		self._merges = merges

	def tell(self, customer_id: int) -> Holdings:
		"""Return all that is held; no section where nothing is."""
		sections = self._list_sections(self._merges.list_person(customer_id))
		return Holdings(service=Service.CAMPAIGNS, sections=[one for one in sections if one.rows])

	def _list_sections(self, person: Sequence[int]) -> Iterator[HeldSection]:
		people = self._people
		yield _make_section(
			"Copias en las audiencias de campañas",
			[CAMPAIGN, *MEMBER.values()],
			(
				[campaign.name, *_read(member, MEMBER)]
				for member, campaign, _task in people.list_places(person)
			),
		)
		yield self._tell_tasks(person)
		yield _make_section(
			"Llamadas",
			[CAMPAIGN, ADVISOR, *CALL.values()],
			(
				[campaign, advisor, *_read(call, CALL)]
				for call, campaign, advisor in people.list_calls(person)
			),
		)
		yield _make_section(
			"Consultas de riesgo",
			[STAFF, *LOOK.values()],
			([name, *_read(look, LOOK)] for look, name in people.list_risk_looks(person)),
		)
		yield _make_section(
			"Revisiones de riesgo",
			list(REVIEW.values()),
			(_read(item, REVIEW) for item in people.list_reviews(person)),
		)
		yield _make_section(
			"Oposiciones",
			list(OBJECTION.values()),
			(_read(row, OBJECTION) for row in people.list_objections(person)),
		)

	def _tell_tasks(self, person: Sequence[int]) -> HeldSection:
		rows = (
			[campaign.name, *_read(task, TASK)]
			for _member, campaign, task in self._people.list_places(person)
			if task is not None
		)
		return _make_section("Cola de llamadas", [CAMPAIGN, *TASK.values()], rows)


def _make_section(title: str, columns: list[str], rows: Iterable[list[str]]) -> HeldSection:
	told = list(rows)
	return HeldSection(
		title=title, columns=columns, rows=told[:MOST_RECORDS], is_cut=len(told) > MOST_RECORDS
	)


def _read(record: object, columns: Iterable[str]) -> list[str]:
	return [write_value(getattr(record, name)) for name in columns]
