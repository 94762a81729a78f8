"""Parts of the designs; every other feature needs them."""

from functools import cached_property

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.parts import DataParts
from mailer.config import MailerConfig
from mailer.designs.transports.bounded_pool import BoundedPool
from mailer.designs.use_cases.design_cleaner import MOST_SECONDS, TARGET, DesignCleaner
from mailer.designs.use_cases.design_gallery import DesignGallery


class DesignParts(DataParts[MailerConfig]):
	"""Cleaned, kept, previewed."""

	service = Service.MAILER

	@cached_property
	def design_cleaner(self) -> DesignCleaner:
		return DesignCleaner(BoundedPool(TARGET, seconds=MOST_SECONDS))

	def make_design_gallery(self, session: Session) -> DesignGallery:
		return DesignGallery(session, self.config, self.design_cleaner)
