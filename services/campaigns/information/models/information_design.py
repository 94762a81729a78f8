"""What is mailed to whoever asks for information in a call."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.hours.models import SettingMixin
from campaigns.tables import Table
from chasqui.contracts.mailer.designs import MAX_SUBJECT
from chasqui.kernel.personal.declarations import Impersonal


class InformationDesignRow(SettingMixin, Table):
	__tablename__ = "information_design"
	__personal__ = Impersonal("A design for everybody, with fields in the place of names.")

	design_id: Mapped[int | None] = mapped_column(BigInteger)
	"""Of the mailer; null: a campaign mails nothing, whatever is set for all."""
	subject: Mapped[str] = mapped_column(String(MAX_SUBJECT))
