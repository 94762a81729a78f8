"""A campaign's audience: the request to build it, and how that went."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import Impersonal
from chasqui.kernel.texts.text import Text as Message


class AudienceRow(JobMixin, Table):
	__tablename__ = "audience"
	__personal__ = Impersonal("How a building went: counts.")

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"), unique=True)
	"""One per campaign; a rebuild replaces its members in one transaction."""
	state: Mapped[str] = mapped_column(String(20), default="queued")
	as_of: Mapped[date | None]
	"""The day on which the members' ages were computed."""
	members: Mapped[int] = mapped_column(default=0)
	reachable_email: Mapped[int] = mapped_column(default=0)
	reachable_phone: Mapped[int] = mapped_column(default=0)
	excluded: Mapped[int] = mapped_column(default=0, server_default="0")
	"""Who was left out for what happened before: contacts, a high risk."""
	left_out: Mapped[int] = mapped_column(default=0, server_default="0")
	"""Who matched the criteria and was left out, because other campaigns have them."""
	held_out: Mapped[int] = mapped_column(default=0, server_default="0")
	holdout_seed: Mapped[str | None] = mapped_column(String(32))
	"""Of the last draw: with it anybody finds the same members again."""
	error: Mapped[Message | None] = mapped_column(KeptText)
	requested_by: Mapped[str] = mapped_column(String(120))
	requested_at: Mapped[CreatedAt]
	built_at: Mapped[Instant | None]
