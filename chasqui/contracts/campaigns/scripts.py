"""Words of what an advisor says in a call, with merge fields (K27)."""

from pydantic import Field, field_validator

from chasqui.contracts.mailer.designs import MERGE_FIELDS
from chasqui.contracts.mailer.merge_fields import find_unknown
from chasqui.contracts.wire import Contract, Instant

ADVISOR, OBJECTIVE = "asesor", "objetivo"
SCRIPT_FIELDS = (*MERGE_FIELDS, ADVISOR, OBJECTIVE)
"""Those of the mails, who calls, and what the campaign is for; a call has no links."""
MOST_LETTERS = 4000


class CallScript(Contract):
	body: str = Field(min_length=1, max_length=MOST_LETTERS)

	@field_validator("body")
	@classmethod
	def check_body(cls, body: str) -> str:
		"""A field that does not exist would be read to the customer as it stands."""
		if (problem := find_unknown(body, SCRIPT_FIELDS, SCRIPT_FIELDS)) is not None:
			raise ValueError(problem)
		return body


class CallScriptUpdate(CallScript):
	"""`version` is the one that was read."""

	version: int


class KeptScript(CallScript):
	"""A script as it is kept; `is_own`: a campaign's own, not that of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


class ScriptPreviewRequest(CallScript):
	"""Asks how a script reads to a member of the campaign's audience: the next one `after` another,
	or the first.
	"""

	after: int = 0


class ScriptPreview(Contract):
	"""The script as it would be read; without an audience, to nobody, and `customer_id` is None."""

	text: str
	customer_id: int | None = None
	customer_name: str = ""


USUAL_SCRIPT = CallScript(
	body=(
		"Buenos días, ¿hablo con {{ nombre }}? Le saluda {{ asesor }}, de {{ empresa }}.\n\n"
		"{{ objetivo | Le llamo para contarle una novedad. }}\n\n"
		"¿Tiene un momento para conversar? Si prefiere, le llamo a otra hora."
	)
)
