"""What the fields of a script say of a member."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from chasqui.contracts.campaigns.scripts import ADVISOR, OBJECTIVE
from chasqui.contracts.mailer.greetings import complete_names
from chasqui.contracts.territory import list_cantons, list_provinces


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
	"""Return the values of all fields, as mails have them; of nobody, those that are the same."""
	values = {"campana": campaign, OBJECTIVE: objective, "empresa": company, ADVISOR: advisor}
	if member is None:
		return values
	name, places = member.name or "", _name_places()
	values |= {
		"nombre": name,
		"primer_nombre": "" if member.kind == "person" else name,
		"nombre_de_pila": member.given_names or "",
		"provincia": places.get(member.province or "", ""),
		"canton": places.get(member.canton or "", ""),
		"edad": "" if member.age is None else str(member.age),
	}
	return complete_names(values)


@cache
def _name_places() -> Mapping[str, str]:
	provinces = {one.code: one.name for one in list_provinces()}
	return provinces | {one.code: one.name for one in list_cantons()}
