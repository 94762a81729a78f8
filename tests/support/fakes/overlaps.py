"""Plays what campaigns knows of customers in several of them: every two share some."""

from itertools import combinations

from flask import Blueprint, request

from chasqui.contracts.campaigns.campaigns import Campaign, RepeatedRule
from chasqui.contracts.campaigns.overlaps import (
	COUNTED_PHASES,
	CampaignPair,
	CampaignShare,
	CandidateOverlap,
	CandidateRequest,
	CountedCampaign,
	LeftOut,
	OverlapMatrix,
	RepeatedCustomer,
	RepeatPlace,
)
from chasqui.contracts.mailer.people import MailCount, MailCountRequest, MailCounts
from chasqui.contracts.wire import Page
from tests.support.fakes.world import World

MEMBERS, SHARED = 5000, 1204


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("overlaps", __name__)

	@blueprint.get("/v1/overlaps")
	def list_pairs() -> Page[CampaignPair]:
		pairs = make_pairs(list_counted(world))
		if wanted := request.args.get("campaign", type=int):
			pairs = [turn(one, wanted) for one in pairs if wanted in (one.first.id, one.second.id)]
		return Page[CampaignPair](items=pairs)

	@blueprint.get("/v1/overlaps/matrix")
	def show_matrix() -> OverlapMatrix:
		counted = list_counted(world)
		return OverlapMatrix(campaigns=counted, pairs=make_pairs(counted), found=len(counted) + 1)

	@blueprint.get("/v1/overlaps/customers")
	def list_repeated() -> Page[RepeatedCustomer]:
		if request.args.get("q") == "nadie":
			return Page[RepeatedCustomer](items=[])
		return Page[RepeatedCustomer](items=list(make_people(world)))

	@blueprint.post("/v1/overlaps/candidates")
	def count_candidates() -> CandidateOverlap:
		asked = CandidateRequest.model_validate_json(request.get_data())
		world.candidates.append(asked)
		if not world.is_repeated:
			return CandidateOverlap(total=MEMBERS, is_counted=not world.has_too_many)
		shares = [make_share(one) for one in world.campaigns.values()]
		rules = {
			RepeatedRule.KEEP: 0,
			RepeatedRule.EXCLUDE: SHARED,
			RepeatedRule.BUDGET: 800,
			RepeatedRule.PRIORITY: 700,
			RepeatedRule.VALUE: 600,
		}
		return CandidateOverlap(total=MEMBERS, repeated=SHARED, left_out=rules, campaigns=shares)

	@blueprint.get("/v1/campaigns/<int:number>/left-out")
	def show_left_out(number: int) -> LeftOut:
		others = [one for one in world.campaigns.values() if one.id != number]
		return LeftOut(total=SHARED, campaigns=[make_share(one) for one in others[:2]])

	@blueprint.post("/v1/mail-counts")
	def count_mails() -> MailCounts:
		asked = MailCountRequest.model_validate_json(request.get_data())
		counted = [
			MailCount(customer_id=one, campaign_id=number, accepted=number % 2, unsent=1)
			for one in asked.customers
			for number in world.campaigns
		]
		return MailCounts(items=counted)

	return blueprint


def list_counted(world: World) -> list[CountedCampaign]:
	"""Return the campaigns that count, narrowed by their phase."""
	wanted = request.args.get("phase")
	return [
		CountedCampaign(id=one.id, name=one.name, phase=one.phase, members=MEMBERS * one.id)
		for one in world.campaigns.values()
		if one.phase in COUNTED_PHASES and wanted in (None, one.phase)
	]


def make_pairs(counted: list[CountedCampaign]) -> list[CampaignPair]:
	return [
		CampaignPair(first=one, second=other, members=SHARED // one.id)
		for one, other in combinations(counted, 2)
	]


def turn(pair: CampaignPair, first: int) -> CampaignPair:
	"""Return a pair from the side of one of the two."""
	if pair.first.id == first:
		return pair
	return CampaignPair(first=pair.second, second=pair.first, members=pair.members)


def make_people(world: World) -> list[RepeatedCustomer]:
	return [
		RepeatedCustomer(
			customer_id=number,
			records=[number, number + 100],
			name=customer.name,
			masked_id="17******65",
			province="EC-P",
			canton="1701",
			places=[make_place(one) for one in world.campaigns.values()],
		)
		for number, customer in list(world.customers.items())[:3]
	]


def make_place(campaign: Campaign) -> RepeatPlace:
	return RepeatPlace(
		campaign_id=campaign.id,
		campaign_name=campaign.name,
		phase=campaign.phase,
		may_email=True,
		may_phone=True,
		attempts=campaign.id % 3,
		last_result="SALE" if campaign.id % 3 else None,
	)


def make_share(campaign: Campaign) -> CampaignShare:
	return CampaignShare(
		campaign_id=campaign.id, campaign_name=campaign.name, members=SHARED // campaign.id
	)
