"""The fields of a contract by their paths, and how the text of each is read."""

from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from chasqui.contracts.wire import round_money


def list_leaves(contract: type[BaseModel], prefix: str = "") -> list[tuple[str, str]]:
	"""Return the fields of a contract by their paths, each with how it is read."""
	leaves: list[tuple[str, str]] = []
	for name, field in contract.model_fields.items():
		kinds = list_kinds(field.annotation)
		nested = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
		if nested is not None and list not in kinds:
			leaves += list_leaves(nested, f"{prefix}{name}.")
		else:
			leaves.append((f"{prefix}{name}", _name_kind([*field.metadata, *kinds])))
	return leaves


def _name_kind(kinds: list[Any]) -> str:
	if any(getattr(one, "func", None) is round_money for one in kinds):
		return "money"
	for kind, name in ((list, "list"), (Decimal, "decimal"), (bool, "bool")):
		if kind in kinds:
			return name
	return "plain"


def list_kinds(annotation: Any) -> list[Any]:
	"""Return the types that an annotation is made of: unions, lists and Annotated expanded."""
	arguments = get_args(annotation)
	if not arguments:
		return [annotation]
	origin = getattr(annotation, "__origin__", None)
	return [origin, *(part for argument in arguments for part in list_kinds(argument))]
