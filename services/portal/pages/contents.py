"""The pages, as a table of contents."""

from flask import Blueprint

from portal.pages import (
	assets,
	audience,
	calls,
	campaign,
	campaigns,
	customers,
	designs,
	desk,
	home,
	import_steps,
	imports,
	look,
	mailing,
	sign_in,
	unsubscribe,
)
from portal.pages.wizard import views as wizard

BLUEPRINTS: tuple[Blueprint, ...] = (
	assets.blueprint,
	look.blueprint,
	sign_in.blueprint,
	home.blueprint,
	campaigns.blueprint,
	wizard.blueprint,
	campaign.blueprint,
	audience.blueprint,
	mailing.blueprint,
	calls.blueprint,
	designs.blueprint,
	desk.blueprint,
	customers.blueprint,
	imports.blueprint,
	import_steps.blueprint,
	unsubscribe.blueprint,
)
