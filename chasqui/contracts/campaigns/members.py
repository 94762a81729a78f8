"""Words of campaigns: who is in an audience, by what they are and how far the campaign came."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chasqui.contracts.campaigns.campaigns import AgeBandCode, CantonChoice, RegionChoice
from chasqui.contracts.customers.bands import UNKNOWN_BAND, list_income_bands
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.wire import Contract

INCOMES = (*(band.code for band in list_income_bands()), UNKNOWN_BAND)
IncomeBandCode = Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, INCOMES))})$")]


class Stage(StrEnum):
	"""How far a campaign came with a member; of the calls, a later one includes those before."""

	MAILED = "mailed"
	"""A server took a mail of the campaign for the member."""
	CALLED = "called"
	CONTACTED = "contacted"
	"""The member answered a call: a wrong number is none."""
	INTERESTED = "interested"
	"""Said so, or bought."""
	SOLD = "sold"


class MemberGroup(StrEnum):
	CONTACTED = "contacted"
	"""Whom the campaign mails and calls, if it may."""
	HELD_OUT = "held_out"
	"""Whom it never does, to be compared with them."""


class MemberFilters(Contract):
	"""What the list of a campaign's members asks, and the report that counts them."""

	gender: Gender | None = None
	age: AgeBandCode | None = None
	income: IncomeBandCode | None = None
	province: RegionChoice | None = None
	canton: CantonChoice | None = None


class MemberQuery(MemberFilters):
	stage: Stage | None = None
	group: MemberGroup | None = None
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
