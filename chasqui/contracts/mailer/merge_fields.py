"""Which merge fields a subject may have, for whoever keeps one before the mailer sees it."""

import re

from chasqui.contracts.mailer.designs import MERGE_FIELDS
from chasqui.kernel.texts.text import Text, say

# The mailer fills these itself.
OWN_FIELDS = ("direccion_postal", "enlace_baja", "enlace_contacto")
KNOWN_FIELDS = (*MERGE_FIELDS, *OWN_FIELDS)
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def find_unknown(subject: str) -> Text | None:
	"""Return what is wrong with the fields of a subject, or None."""
	for match in _PLACEHOLDER.finditer(subject):
		name = match.group(1).partition("|")[0].strip().lower()
		if name not in KNOWN_FIELDS:
			known = ", ".join(MERGE_FIELDS)
			return say(
				"El campo «{name}» no existe. Campos disponibles: {known}.",
				name=name[:40],
				known=known,
			)
	if "{{" in _PLACEHOLDER.sub("", subject):
		return say("Hay llaves «{{» sin su pareja «}}».")
	return None
