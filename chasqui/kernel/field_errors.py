"""What pydantic finds wrong in a contract, in Spanish and by field."""

from typing import Any

from pydantic import ValidationError

from chasqui.kernel.errors import FieldError

# Spanish for pydantic's error types; `{…}` are the keys of the error's context.
MESSAGES = {
	"missing": "Falta este dato.",
	"extra_forbidden": "Este campo no existe.",
	"string_too_short": "Es demasiado corto: al menos {min_length} caracteres.",
	"string_too_long": "Es demasiado largo: {max_length} caracteres como máximo.",
	"string_pattern_mismatch": "No tiene la forma esperada.",
	"greater_than_equal": "Debe ser {ge} o más.",
	"greater_than": "Debe ser mayor que {gt}.",
	"less_than_equal": "Debe ser {le} o menos.",
	"less_than": "Debe ser menor que {lt}.",
	"enum": "Debe ser uno de: {expected}.",
	"union_tag_invalid": "Debe ser uno de: {expected_tags}.",
	"union_tag_not_found": "Falta este dato.",
	"literal_error": "Debe ser: {expected}.",
	"int_parsing": "Debe ser un número entero.",
	"int_type": "Debe ser un número entero.",
	"decimal_parsing": "Debe ser un número.",
	"decimal_type": "Debe ser un número.",
	"decimal_max_digits": "Tiene demasiadas cifras: {max_digits} como máximo.",
	"date_from_datetime_parsing": "Debe ser una fecha: AAAA-MM-DD.",
	"date_parsing": "Debe ser una fecha: AAAA-MM-DD.",
	"datetime_parsing": "Debe ser una fecha y hora.",
	"datetime_from_date_parsing": "Debe ser una fecha y hora.",
	"bool_parsing": "Debe ser sí o no.",
	"uuid_parsing": "No es un identificador válido.",
	"string_type": "Debe ser un texto.",
	"list_type": "Debe ser una lista.",
	"json_invalid": "No es JSON válido.",
	"too_short": "Faltan elementos: al menos {min_length}.",
	"too_long": "Hay demasiados elementos: {max_length} como máximo.",
}


def list_field_errors(error: ValidationError, *, is_chosen: bool = False) -> list[FieldError]:
	"""Return pydantic's findings in Spanish, one per field.

	`is_chosen`: one of several contracts was read, and a finding's place begins with which.
	"""
	return [_read_field_error(found, int(is_chosen)) for found in error.errors()]


def _read_field_error(found: Any, skip: int) -> FieldError:
	kind, context = found["type"], found.get("ctx", {})
	if kind == "value_error":
		message = str(context.get("error", found["msg"]))
	else:
		message = MESSAGES.get(kind, "No es válido.").format_map(context)
	if kind.startswith("union_tag"):
		return FieldError(context["discriminator"].strip("'"), message, kind)
	return FieldError(".".join(str(part) for part in found["loc"][skip:]), message, kind)
