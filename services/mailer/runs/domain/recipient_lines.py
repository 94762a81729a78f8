"""Writes a few recipients as a recipient stream would bring them: COPY text with its trailer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chasqui.kernel.data.copy_streams import TRAILER_PREFIX

NULL = "\\N"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class WrittenRecipient(NamedTuple):
	"""One who may be written to: what else a stream says of a permission, these do not ask."""

	key: str
	customer_id: int | None
	email: str | None
	values: Mapping[str, str]


def write_recipients(run_id: int, recipients: Sequence[WrittenRecipient]) -> Iterator[bytes]:
	"""Yield the lines of a run's recipients."""
	for one in recipients:
		customer = NULL if one.customer_id is None else str(one.customer_id)
		email = NULL if one.email is None else one.email.translate(ESCAPES)
		values = json.dumps(dict(one.values)).translate(ESCAPES)
		yield f"{run_id}\t{one.key}\t{customer}\t{email}\tt\t{values}\n".encode()
	yield TRAILER_PREFIX + str(len(recipients)).encode() + b"\n"
