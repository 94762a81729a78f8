"""Cleans uploaded designs beside the service, so that none of them can hold it up."""

from chasqui.kernel.texts.text import say
from mailer.designs.domain.html_cleaning import CleanDesign
from mailer.designs.domain.html_refusals import refuse
from mailer.designs.transports.bounded_pool import BoundedPool, LimitExceeded

TARGET = "mailer.designs.domain.html_cleaning:clean_design"
# A full megabyte of small tables takes 3 s on two busy cores (measured); a usual design 0.05 s.
MOST_SECONDS = 12.0


class DesignSanitizer:
	"""`clean_design` in a process with limits of time and memory."""

	def __init__(self, helpers: BoundedPool) -> None:
		self._helpers = helpers

	def clean(self, source: str) -> CleanDesign:
		"""Return the design cleaned.

		:raises AppError: all that `clean_design` raises
		:raises Invalid: it asks for more work than a mail is worth
		"""
		try:
			cleaned: CleanDesign = self._helpers.run(source)
		except LimitExceeded as error:
			raise refuse(
				"too_costly",
				say(
					"El diseño es demasiado complicado para prepararlo: quite estilos o elementos."
				),
			) from error
		return cleaned
