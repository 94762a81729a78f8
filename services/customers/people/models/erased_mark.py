"""What keeps an import from bringing an erased person back."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import By, Keep, MergeRule, Personal, Undisclosed
from customers.tables import Table


class ErasedMarkRow(Table):
	"""A keyed digest of an identity or phone: enough to know it again, not to find it out."""

	__tablename__ = "erased_mark"
	__personal__ = Personal(
		refers={"digest": By.NOTHING},
		erase=Keep("Made by the erasure: only with it an import knows the person again."),
		merge=MergeRule("Made when no merge can come any more."),
		disclose=Undisclosed(
			"There is nothing to disclose to somebody of whom nothing else is known."
		),
	)

	digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
	erasure_id: Mapped[int] = mapped_column(ForeignKey("erasure.id"))
