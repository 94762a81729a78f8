"""What a request says, read as contracts."""

from collections.abc import Callable
from typing import Any

from flask import request
from pydantic import TypeAdapter, ValidationError

from chasqui.contracts.wire import find_adapter
from chasqui.kernel.errors import Invalid
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.null_characters import refuse_null_characters


def read_body(kind: Any) -> Any:
	"""Return the JSON body as a contract, or as one of several; Invalid names each wrong field."""
	data = request.get_data() or b"null"
	return _validate(kind, lambda adapter: adapter.validate_json(data, extra="forbid"))


def read_query(kind: Any) -> Any:
	"""Return the URL's parameters as a contract; Invalid names each wrong one.

	A parameter that comes again is a list.
	"""
	asked = request.args.to_dict(flat=False)
	refuse_null_characters(asked)
	given = {name: values if len(values) > 1 else values[0] for name, values in asked.items()}
	return _validate(kind, lambda adapter: adapter.validate_python(given, extra="forbid"))


def _validate(kind: Any, read: Callable[[TypeAdapter[Any]], Any]) -> Any:
	try:
		return read(find_adapter(kind))
	except ValidationError as error:
		name = getattr(kind, "__name__", None)
		detail = say("La petición no cumple el contrato.")
		if name is not None:
			detail = say("La petición no cumple el contrato ({name}).", name=name)
		raise Invalid(detail, fields=list_field_errors(error, is_chosen=name is None)) from error
