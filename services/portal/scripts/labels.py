"""What the fields of a script are called."""

from chasqui.contracts.campaigns.scripts import SCRIPT_FIELDS
from portal.mailing.labels.merge_fields import name_field
from portal.shell.labels.words import Words


def list_script_fields() -> list[tuple[str, str]]:
	"""Return each field as it is written, with its name."""
	return [(write(code), name_field(code)) for code in SCRIPT_FIELDS]


def write(code: str, fallback: str = "") -> str:
	"""Return a field as a person writes it."""
	return f"{{{{ {code} | {fallback} }}}}" if fallback else f"{{{{ {code} }}}}"


WORDS = Words((), functions={"list_script_fields": list_script_fields, "write_field": write})
