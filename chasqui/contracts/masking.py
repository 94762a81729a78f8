"""Shows enough of an identification to recognise a person, not enough to copy it."""

VISIBLE = 2


def mask_identity(number: str | None) -> str:
	"""Return ``17******34`` for ``1712345634``; stars alone for what is short or erased."""
	if not number or len(number) <= 2 * VISIBLE:
		return "****"
	return number[:VISIBLE] + "*" * (len(number) - 2 * VISIBLE) + number[-VISIBLE:]
