"""How a use case refuses an identification: the field and the rule, never the number."""

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say
from risk_soap.domain.persons import BadIdentity


def refuse_identity(error: BadIdentity) -> Invalid:
	"""Return the refusal of what is no identification of its type."""
	code = "bad_identity"
	text = say("Identificación no válida: {reason}.", reason=error.text)
	return Invalid(text, code=code, fields=[FieldError(error.field, error.text, code)])
