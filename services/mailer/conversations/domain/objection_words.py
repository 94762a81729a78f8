"""Recognises a mail that asks for no more mails: in its subject, or as all that it says.

Only proposed to a person, who decides: «de baja» may be said of a service too.
"""

import re
import unicodedata

LONGEST = 90
WORDS = (
	r"(dar(me)? de |solicito (la |mi )?|quiero (la |mi |darme de )?|por favor )*"
	r"baja( de (la lista|los correos))?",
	r"no (me )?(escriban?|envien?|manden?|contacten)( mas)?"
	r"( (correos|mensajes|emails|publicidad))?",
	r"no (quiero|deseo) (recibir )?(mas )?(correos|mensajes|emails|publicidad|informacion)",
	r"(desuscribir(me)?|cancelar (la )?suscripcion|unsubscribe|stop|remove( me)?|no mas correos)",
	r"(eliminen|borren|quiten|saquen)me( de (la|su) lista)?",
)
_ASKS = re.compile(
	rf"^\W*(por favor\W+)?({'|'.join(WORDS)})(\W+(por favor|gracias|saludos)\W*)*\W*$"
)
_PREFIX = re.compile(r"^((re|rv|fw|fwd)\s*:\s*)+")


def asks_for_no_mail(subject: str, text: str) -> bool:
	"""Return whether a mail seems to say that its author wants no more mails."""
	return any(bool(_ASKS.match(_fold(one))) for one in (subject, text) if len(one) <= LONGEST)


def _fold(text: str) -> str:
	"""Return a text in lower case, without accents and what programs put before a subject."""
	plain = unicodedata.normalize("NFKD", text.lower())
	letters = "".join(one for one in plain if not unicodedata.combining(one))
	return _PREFIX.sub("", " ".join(letters.split()))
