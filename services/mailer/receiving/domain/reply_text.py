"""Parts what somebody wrote from what their program repeated below it."""

import quotequail

MOST_LINES = 4_000
LONGEST = 200_000


def split_reply(text: str) -> tuple[str, str, bool]:
	"""Return the new text, the quoted one, and whether something was cut off.

	Where all of it seems quoted (an answer between the lines), all of it is new.
	"""
	lines = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST].split("\n")
	kept = "\n".join(lines[:MOST_LINES])
	pieces = quotequail.quote(kept, limit=MOST_LINES, quote_intro_line=True)
	new = "\n".join(piece for is_new, piece in pieces if is_new).strip()
	quoted = "\n".join(piece for is_new, piece in pieces if not is_new).strip()
	is_cut = len(text) > LONGEST or len(lines) > MOST_LINES
	return (new, quoted, is_cut) if new else (kept.strip(), "", is_cut)
