"""Cleans uploaded designs beside the service, so that none of them can hold it up."""

from chasqui.contracts.mailer.designs import PATH_PICTURES
from chasqui.kernel.texts.text import say
from mailer.designs.domain.design_preparing import PreparedDesign, UploadedFile
from mailer.designs.domain.html_refusals import refuse
from mailer.designs.transports.bounded_pool import BoundedPool, LimitExceeded

TARGET = "mailer.designs.domain.design_preparing:prepare_design"
# A full megabyte of small tables takes 3 s on two busy cores (measured); a usual design 0.05 s.
MOST_SECONDS = 12.0


class DesignSanitizer:
	"""`prepare_design` in a process with limits of time and memory."""

	def __init__(self, helpers: BoundedPool, public_url: str) -> None:
		self._helpers = helpers
		self._picture_address = public_url.rstrip("/") + PATH_PICTURES

	def clean(self, given: str | UploadedFile) -> PreparedDesign:
		"""Return the design cleaned, with its pictures; they have public addresses in it.

		:raises AppError: all that `prepare_design` raises
		:raises Invalid: it asks for more work than a mail is worth
		"""
		try:
			cleaned: PreparedDesign = self._helpers.run(given, self._picture_address)
		except LimitExceeded as error:
			raise refuse(
				"too_costly",
				say(
					"El diseño es demasiado complicado para prepararlo: quite estilos, elementos o"
					" imágenes."
				),
			) from error
		return cleaned
