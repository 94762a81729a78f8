"""Reads the key of a request that happens once, as the services do."""

from flask import request

from chasqui.contracts.endpoint import IDEMPOTENCY_HEADER
from chasqui.kernel.errors import Invalid, KeyNeeded
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.idempotency import MAX_KEY_LENGTH


def read_key() -> str:
	"""Return the request's key, which is told apart by its path as the services do."""
	key = request.headers.get(IDEMPOTENCY_HEADER)
	if key is None:
		raise KeyNeeded(say("Falta la clave."))
	if not 1 <= len(key) <= MAX_KEY_LENGTH:
		raise Invalid(say("La clave no es válida."), code="bad_key")
	return f"{request.path} {key}"
