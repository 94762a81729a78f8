"""The refusal of a change that was made to an older state than the present one."""

from pydantic import BaseModel

from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import Text

VERSION = "version"


def refuse_stale(text: Text, now: BaseModel, asked: BaseModel | None = None) -> Conflict:
	"""Return the refusal with what is kept `now`, at the fields in which what was asked differs."""
	names = [one for one in type(asked).model_fields if one != VERSION] if asked else []
	fields = [
		FieldError(name, text, "stale")
		for name in names
		if getattr(asked, name) != getattr(now, name)
	]
	return Conflict(text, code="stale", fields=fields, current=now.model_dump(mode="json"))
