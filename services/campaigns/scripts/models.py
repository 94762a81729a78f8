"""What advisors say in a call."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.hours.models import SettingMixin
from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class CallScriptRow(SettingMixin, Table):
	__tablename__ = "call_script"
	__personal__ = Impersonal("What is said to everybody, with fields in the place of names.")

	body: Mapped[str] = mapped_column(Text)
