"""The pages, as a table of contents."""

from flask import Blueprint

from portal.pages import (
	assets,
	audience,
	bulk,
	calls,
	campaign,
	campaign_risk,
	campaigns,
	customers,
	designs,
	desk,
	duplicates,
	home,
	imports,
	lists,
	look,
	mailing,
	quality,
	risk,
	risk_reviews,
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
	campaign_risk.blueprint,
	designs.blueprint,
	desk.blueprint,
	risk.blueprint,
	risk_reviews.blueprint,
	lists.blueprint,
	bulk.blueprint,
	customers.blueprint,
	imports.blueprint,
	duplicates.blueprint,
	quality.blueprint,
	unsubscribe.blueprint,
)
