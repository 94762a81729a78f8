"""What servers write when they do not take a mail, by family; the first family that matches counts.

The order matters: «mailbox full» is said of users too, and a refusal for what a mail holds often
names the user whom it did not reach. Only two families say that an address is nobody's for good;
whatever is not known is soft, since who is suppressed wrongly is never written to again.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

from chasqui.contracts.mailer.bounces import BounceReason

HARD = {BounceReason.HOST_UNKNOWN, BounceReason.USER_UNKNOWN}
FAMILIES = "bounce_texts.txt"
# Programs say this whatever happened: it names no reason.
_BOILERPLATE = re.compile(
	"|".join(
		(
			r"this is a permanent error;? ?i've given up\.? ?(sorry it didn't work out\.?)?",
			r"\bthis is a permanent error\b",
			r"delivery to the following recipients? failed permanently",
			r"message (that you|sent by).{0,80}could not be delivered to"
			r" (one or more|all|some or all) of its recipients",
			r"for further assistance.{0,80}",
			r"you can delete your own text.{0,60}",
			r"unable to deliver (your )?message( to)?",
			r"i'm sorry to have to inform you.{0,140}destinations",
			r"no further delivery attempts",
			r"https?://(?!\S*(?:spamhaus|spamcop|barracuda))\S+",
		)
	),
	re.IGNORECASE,
)


def name_reason(text: str) -> BounceReason | None:
	"""Return why a server did not take a mail, by what it wrote; None where that says nothing."""
	flat = _BOILERPLATE.sub(" ", " ".join(text.split()))
	return next((reason for reason, rule in _RULES if rule.search(flat)), None)


def _read_families() -> Iterator[tuple[BounceReason, re.Pattern[str]]]:
	"""Yield the families of the file, in its order; a reason may have several."""
	written = files(__package__).joinpath(FAMILIES).read_text("utf-8")
	for part in written.split("\n[")[1:]:
		name, _, lines = part.partition("]\n")
		words = [line for line in lines.splitlines() if line and not line.startswith("#")]
		pattern = "|".join(f"(?:{one})" for one in words)
		yield BounceReason(name), re.compile(pattern, re.IGNORECASE)


_RULES = list(_read_families())
