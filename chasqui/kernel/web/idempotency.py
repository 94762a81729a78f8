"""`Idempotency-Key`: a POST that a person could double-click happens once.

The key is inserted in the request's own transaction: a second click waits on the unique index
until the first one has committed and then gets its answer.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, request
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.endpoint import IDEMPOTENCY_HEADER
from chasqui.kernel.errors import FieldError, Invalid, KeyNeeded
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.texts.text import say

MAX_KEY_LENGTH = 100
NO_KEY = say(
	"Envíe la cabecera {header} con un valor nuevo para cada operación.", header=IDEMPOTENCY_HEADER
)


def answer_once(
	session: Session,
	table: type[Any],
	produce: Callable[[], BaseModel],
	*,
	status: int = 201,
	needs_key: bool = False,
) -> Response:
	"""Return what `produce` answers, or what it answered to the same key before.

	`needs_key`: mail leaves or money moves, so that nobody may ask without a key.

	:raises Invalid: the key was used for another request, or is too long
	:raises KeyNeeded: there is no key where one is needed
	"""
	client_key = request.headers.get(IDEMPOTENCY_HEADER)
	if client_key is None:
		if needs_key:
			raise KeyNeeded(NO_KEY)
		return _render(produce().model_dump_json(), status)
	key = _build_key(client_key)
	digest = hashlib.sha256(request.full_path.encode() + b"\n" + request.get_data()).hexdigest()
	fresh = insert(table).values(key=key, request_hash=digest, body="").on_conflict_do_nothing()
	if session.execute(fresh.returning(table.key)).first() is None:
		return _render(_read_answer(session, table, key, digest), status)
	body = produce().model_dump_json()
	session.get_one(table, key).body = body
	return _render(body, status)


def _build_key(client_key: str) -> str:
	if not 1 <= len(client_key) <= MAX_KEY_LENGTH:
		field = FieldError(
			IDEMPOTENCY_HEADER, say("De 1 a {most} caracteres.", most=MAX_KEY_LENGTH), "bad_key"
		)
		raise Invalid(say("La clave de idempotencia no es válida."), code="bad_key", fields=[field])
	return f"{read_principal().subject}|{request.path}|{client_key}"


def _read_answer(session: Session, table: type[Any], key: str, digest: str) -> str:
	row = session.get_one(table, key)
	if row.request_hash != digest:
		raise Invalid(
			say("Esa clave de idempotencia ya se usó con otros datos."), code="key_reused"
		)
	return str(row.body)


def _render(body: str, status: int) -> Response:
	return Response(body, status, mimetype="application/json")
