"""What pydantic finds wrong in a contract, by field and in words for people."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import Text, quote, say

# Words for pydantic's error types; `{…}` are the keys of the error's context.
MESSAGES = {
	"missing": say("Falta este dato."),
	"extra_forbidden": say("Este campo no existe."),
	"string_too_short": Text("Es demasiado corto: al menos {min_length} caracteres."),
	"string_too_long": Text("Es demasiado largo: {max_length} caracteres como máximo."),
	"string_pattern_mismatch": say("No tiene la forma esperada."),
	"greater_than_equal": Text("Debe ser {ge} o más."),
	"greater_than": Text("Debe ser mayor que {gt}."),
	"less_than_equal": Text("Debe ser {le} o menos."),
	"less_than": Text("Debe ser menor que {lt}."),
	"enum": Text("Debe ser uno de: {expected}."),
	"union_tag_invalid": Text("Debe ser uno de: {expected_tags}."),
	"union_tag_not_found": say("Falta este dato."),
	"literal_error": Text("Debe ser: {expected}."),
	"int_parsing": say("Debe ser un número entero."),
	"int_type": say("Debe ser un número entero."),
	"decimal_parsing": say("Debe ser un número."),
	"decimal_type": say("Debe ser un número."),
	"decimal_max_places": Text("Escriba {decimal_places} decimales como máximo."),
	"decimal_max_digits": Text("Tiene demasiadas cifras: {max_digits} como máximo."),
	"date_from_datetime_parsing": say("Debe ser una fecha: AAAA-MM-DD."),
	"date_parsing": say("Debe ser una fecha: AAAA-MM-DD."),
	"datetime_parsing": say("Debe ser una fecha y hora."),
	"datetime_from_date_parsing": say("Debe ser una fecha y hora."),
	"bool_parsing": say("Debe ser sí o no."),
	"uuid_parsing": say("No es un identificador válido."),
	"string_type": say("Debe ser un texto."),
	"list_type": say("Debe ser una lista."),
	"json_invalid": say("No es JSON válido."),
	"too_short": Text("Faltan elementos: al menos {min_length}."),
	"too_long": Text("Hay demasiados elementos: {max_length} como máximo."),
}
UNKNOWN = say("No es válido.")


def list_field_errors(error: ValidationError, *, is_chosen: bool = False) -> list[FieldError]:
	"""Return pydantic's findings in words for people, one per field.

	`is_chosen`: one of several contracts was read, and a finding's place begins with which.
	"""
	return [_read_field_error(found, int(is_chosen)) for found in error.errors()]


def _read_field_error(found: Any, skip: int) -> FieldError:
	kind, context = found["type"], found.get("ctx", {})
	message = _write_message(_name_words(kind, found["input"]), context)
	if kind.startswith("union_tag"):
		return FieldError(context["discriminator"].strip("'"), message, kind)
	return FieldError(".".join(str(part) for part in found["loc"][skip:]), message, kind)


def _name_words(kind: str, value: Any) -> str:
	"""Return whose words an error has: a text that is tidied first is measured as a list is."""
	is_text = kind in ("too_short", "too_long") and isinstance(value, str)
	return f"string_{kind}" if is_text else kind


def _write_message(kind: str, context: Mapping[str, Any]) -> Text:
	if kind == "value_error":
		reason = context["error"].args[0]
		return reason if isinstance(reason, Text) else quote(reason)
	if "expected" in context:
		context = {**context, "expected": context["expected"].replace(" or ", ", ")}
	return MESSAGES.get(kind, UNKNOWN).fill(context)
