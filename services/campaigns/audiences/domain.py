"""What the calls to a member add up to."""

from typing import NamedTuple


class CallSum(NamedTuple):
	"""`promised` calls were made because the member had asked for them, `kept` ones in time."""

	attempts: int
	contacted: bool
	interested: bool
	sold: bool
	promised: int
	kept: int
