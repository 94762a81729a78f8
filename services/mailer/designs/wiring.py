"""Parts of the designs; every other feature needs them."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.parts import DataParts
from mailer.config import MailerConfig
from mailer.designs.transports.bounded_pool import BoundedPool
from mailer.designs.use_cases.design_sanitizer import MOST_SECONDS, TARGET, DesignSanitizer
from mailer.designs.use_cases.design_service import DesignService


class DesignParts(DataParts[MailerConfig]):
	"""Cleaned, kept, previewed."""

	service = Service.MAILER

	@cached_property
	def design_sanitizer(self) -> DesignSanitizer:
		return DesignSanitizer(BoundedPool(TARGET, seconds=MOST_SECONDS), self.config.public_url)

	def make_design_service(self, session: Session) -> DesignService:
		return DesignService(session, self.config, self.design_sanitizer)
