"""What keeps an import from bringing an erased person back."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from customers.tables import Table


class ErasedMarkRow(Table):
	"""A keyed digest of an identity or phone: enough to know it again, not to find it out."""

	__tablename__ = "erased_mark"

	digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
	erasure_id: Mapped[int] = mapped_column(ForeignKey("erasure.id"))
