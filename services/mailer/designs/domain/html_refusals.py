"""How a design is refused: always for its HTML."""

from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say


def refuse(code: str, message: Text) -> Invalid:
	"""Return the error of a design whose HTML cannot be sent."""
	return Invalid(message, code=code, fields=[FieldError("html", message, code)])


def refuse_controls() -> Invalid:
	"""Return the error of a design with characters that are no text."""
	return refuse("control_characters", say("El diseño lleva caracteres de control: quítelos."))
