"""What the fields of a script say of a member."""

from collections.abc import Mapping
from typing import Protocol

from chasqui.contracts.campaigns.scripts import ADVISOR, OBJECTIVE
from chasqui.contracts.mailer.greetings import complete_names
from chasqui.contracts.territory import name_places


class Member(Protocol):
	"""What is known of a member of an audience."""

	kind: str
	name: str | None
	given_names: str | None
	province: str | None
	canton: str | None
	age: int | None


def list_values(
	member: Member | None, *, campaign: str, objective: str, company: str, advisor: str
) -> Mapping[str, str]:
	"""Return the values of all fields, as mails have them; of nobody, those that are the same.

	Mails get theirs by the million, so in SQL (`audiences.repositories.audiences.RECIPIENTS`).
	"""
	values = {"campana": campaign, OBJECTIVE: objective, "empresa": company, ADVISOR: advisor}
	if member is None:
		return values
	name, places = member.name or "", name_places()
	values |= {
		"nombre": name,
		"primer_nombre": "" if member.kind == "person" else name,
		"nombre_de_pila": member.given_names or "",
		"provincia": places.get(member.province or "", ""),
		"canton": places.get(member.canton or "", ""),
		"edad": "" if member.age is None else str(member.age),
	}
	return complete_names(values)
