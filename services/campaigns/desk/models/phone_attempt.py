"""How often a phone was called, in whatever campaign: kept with each call, read at each lease."""

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import By, Delete, MergeRule, Personal, Undisclosed


class PhoneAttemptRow(Table):
	__tablename__ = "phone_attempt"
	__personal__ = Personal(
		refers={"phone": By.SURE},
		erase=Delete(),
		merge=MergeRule("A phone is counted, whosever it is."),
		disclose=Undisclosed("It is the count of the calls, which are disclosed."),
	)

	phone: Mapped[str] = mapped_column(String(20), primary_key=True)
	attempts: Mapped[int]
	recent: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
	"""The last attempts, the newest first: as many as a setting can ask (`MOST_A_DAY`)."""
