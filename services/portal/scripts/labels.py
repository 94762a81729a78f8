"""What the fields of a script are called."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.scripts import ADVISOR, OBJECTIVE, SCRIPT_FIELDS
from portal.mailing.labels.merge_fields import name_field
from portal.shell.labels.words import Words

NAMES = {ADVISOR: _("Quien llama"), OBJECTIVE: _("Objetivo de la campaña")}


def list_script_fields() -> list[tuple[str, str]]:
	"""Return each field as it is written, with its name."""
	return [(write(code), str(NAMES.get(code) or name_field(code))) for code in SCRIPT_FIELDS]


def write(code: str, fallback: str = "") -> str:
	"""Return a field as a person writes it."""
	return f"{{{{ {code} | {fallback} }}}}" if fallback else f"{{{{ {code} }}}}"


WORDS = Words((), functions={"list_script_fields": list_script_fields, "write_field": write})
