"""The kinds of failure that a use case may raise; the edge turns them into HTTP or SOAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chasqui.kernel.texts.text import Text, say


class BadValue(ValueError):
	"""A rule refuses a value; `text` says why."""

	def __init__(self, text: Text) -> None:
		super().__init__(text)
		self.text = text


@dataclass(frozen=True)
class FieldError:
	"""What is wrong with one field. `message` is for people, `code` for programs."""

	field: str
	message: Text
	code: str = "invalid"


class AppError(Exception):
	"""A failure with a meaning. `detail` is for people, `code` for programs."""

	status = 500
	title = say("Error interno")
	code = "internal"

	def __init__(
		self, detail: Text, *, code: str | None = None, fields: Sequence[FieldError] = ()
	) -> None:
		super().__init__(detail)
		self.detail = detail
		self.code = code or self.code
		self.fields = tuple(fields)


class Invalid(AppError):
	status, title, code = 422, say("Datos no válidos"), "invalid"


class Unauthenticated(AppError):
	status, title, code = 401, say("Falta identificarse"), "unauthenticated"


class Forbidden(AppError):
	status, title, code = 403, say("Sin permiso"), "forbidden"


class NotFound(AppError):
	status, title, code = 404, say("No existe"), "not_found"


class Conflict(AppError):
	"""What was asked does not fit what is there; `current` is that, as plain JSON, to compare."""

	status, title, code = 409, say("Conflicto"), "conflict"

	def __init__(
		self,
		detail: Text,
		*,
		code: str | None = None,
		fields: Sequence[FieldError] = (),
		current: Mapping[str, Any] | None = None,
	) -> None:
		super().__init__(detail, code=code, fields=fields)
		self.current = dict(current) if current is not None else None


class KeyNeeded(AppError):
	"""The request may not happen twice and says no `Idempotency-Key` (RFC 6585, 428)."""

	status, title, code = 428, say("Falta la clave de idempotencia"), "idempotency_key_needed"


class TooLarge(AppError):
	status, title, code = 413, say("Demasiado grande"), "too_large"


class TooMany(AppError):
	"""Too many tries; `retry_after` is in seconds."""

	status, title, code = 429, say("Demasiados intentos"), "too_many"

	def __init__(self, detail: Text, *, retry_after: int, code: str | None = None) -> None:
		super().__init__(detail, code=code)
		self.retry_after = retry_after


class Unavailable(AppError):
	"""A sibling or a server does not answer; the same request may succeed later."""

	status, title, code = 503, say("No disponible por ahora"), "unavailable"
