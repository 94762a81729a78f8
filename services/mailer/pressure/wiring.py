"""Parts of contact pressure."""

from functools import cached_property

from chasqui.kernel.parts import DataParts
from mailer.config import MailerConfig
from mailer.pressure.use_cases import PressureEventHandler


class PressureParts(DataParts[MailerConfig]):
	"""What is known of how often people were reached."""

	@cached_property
	def pressure_handler(self) -> PressureEventHandler:
		return PressureEventHandler(self.config.zone)
