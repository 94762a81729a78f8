"""The one character that no text of PostgreSQL holds."""

from collections.abc import Mapping, Sequence

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say


def refuse_null_characters(given: Mapping[str, Sequence[str]]) -> None:
	"""Refuse filters with one: a stream would only find out after its answer has begun.

	:raises Invalid: names each wrong filter
	"""
	wrong = [name for name, values in given.items() if any("\0" in value for value in values)]
	if wrong:
		fields = [
			FieldError(name, say("Lleva un carácter nulo."), "null_character") for name in wrong
		]
		raise Invalid(say("Un filtro lleva un carácter nulo."), code="bad_value", fields=fields)
