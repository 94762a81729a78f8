"""Fills a design with what is the same in every mail of the installation."""

from collections.abc import Mapping

from chasqui.contracts.mailer.merge_fields import CONTACT_LINK, POSTAL_LINE
from mailer.config import MailerConfig
from mailer.designs.domain.templates import MessageTemplates, compile_html, compile_text
from mailer.designs.models.design_version import DesignVersionRow


def list_company_values(config: MailerConfig) -> dict[str, str]:
	"""Return the merge values that are the same in every mail of the installation."""
	return {
		"empresa": config.company_name,
		POSTAL_LINE: config.company_postal_address,
		CONTACT_LINK: config.contact_link or f"mailto:{config.sender_address}",
	}


def build_templates(
	version: DesignVersionRow, subject: str, constants: Mapping[str, str]
) -> MessageTemplates:
	"""Return a design version's templates, under the subject of its run.

	`constants` are filled for good, so that a person's mail only needs the person's values.
	"""
	return MessageTemplates(
		subject=compile_text(subject, subject_of_error="subject").fix(constants),
		html=compile_html(version.html).fix(constants),
		text=compile_text(version.text).fix(constants),
	)
