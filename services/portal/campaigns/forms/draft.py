"""The campaign that somebody is typing: one per window of the wizard, kept by campaigns."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from pydantic import ValidationError

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields
from chasqui.contracts.campaigns.drafts import MOST_ID, DraftUpdate
from chasqui.contracts.campaigns.drafts import Draft as KeptDraft
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import drafts as drafts_api
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say
from portal.campaigns.forms.steps import STEPS, Step, find_step, find_step_of
from portal.shell.forms.form import Form
from portal.shell.forms.raw_values import write_raw
from portal.shell.pages.parts import load_or_none
from portal.siblings import ask

Typed = Mapping[str, Sequence[str]]
LONGEST_NAME = 120
NEW = 0
"""The version of what was never kept."""


@dataclass
class Draft:
	"""What was typed so far, and what was wrong with it when it was last looked at."""

	id: int
	raw: dict[str, list[str]] = field(default_factory=dict)
	visited: list[str] = field(default_factory=list)
	faults: dict[str, str] = field(default_factory=dict)
	campaign_id: int | None = None
	campaign_version: int = 0
	version: int = NEW
	saved_as: int | None = None
	updated_at: datetime | None = None

	@property
	def nonce(self) -> str:
		"""Return the key by which it becomes one campaign, however often it is sent."""
		return f"draft-{self.id}"

	@property
	def name(self) -> str:
		"""Return what the campaign is to be called, so far."""
		return (self.raw.get("name") or [""])[0]

	def take(self, step: Step, typed: Typed) -> None:
		"""Take over the fields of a step; one that was left empty is empty from now on."""
		for name in step.fields:
			self.raw.pop(name, None)
			if texts := read_texts(typed, name):
				self.raw[name] = texts
		self.visited = list(dict.fromkeys([*self.visited, step.key]))
		self.faults = {one: why for one, why in self.faults.items() if one not in step.error_names}

	def list_changes(self, step: Step, typed: Typed) -> list[str]:
		"""Return the fields of a step that say something else than was typed."""
		return [one for one in step.fields if read_texts(typed, one) != self.raw.get(one, [])]

	def sign(self, step: Step) -> str:
		"""Return a mark of what a step says, by which its form knows whether that changed."""
		says = json.dumps([self.raw.get(name, []) for name in step.fields])
		return hashlib.blake2b(says.encode(), digest_size=8).hexdigest()

	def find_place(self) -> Step:
		"""Return the step to go on with: with what is wrong, else what was not seen yet."""
		wrong = [find_step_of(name) for name in self.faults]
		unseen = [step for step in STEPS if step.key not in self.visited]
		return min([*wrong, *unseen], key=STEPS.index, default=STEPS[-1])

	def keep(self) -> None:
		"""Have campaigns keep it.

		:raises AppError: it changed meanwhile in another window, or cannot be kept
		"""
		known = {"fields": self.raw, **{name: getattr(self, name) for name in KEPT}}
		try:
			body = DraftUpdate.model_validate({**known, "version": self.version})
		except ValidationError as error:  # too much, or signs that nobody can keep
			raise refuse_typed(error) from error
		self.version = ask(drafts_api.keep_draft, draft_id=self.id, body=body).version


KEPT = ("visited", "faults", "campaign_id", "campaign_version", "saved_as")


def refuse_typed(error: ValidationError) -> Invalid:
	"""Return what cannot be kept of what was typed, at its fields."""
	text = say("Es demasiado largo, o lleva signos que no se pueden guardar.")
	places = [one["loc"] for one in error.errors()]
	names = {str(loc[1]) for loc in places if loc[:1] == ("fields",) and len(loc) > 1}
	return Invalid(text, fields=[FieldError(name, text, "too_long") for name in sorted(names)])


def read_texts(typed: Typed, name: str) -> list[str]:
	"""Return what was typed in a field, empty texts left out."""
	return [text.strip() for text in typed.get(name, []) if text.strip()]


def make_id() -> int:
	"""Return a number that no other draft of this person has."""
	return secrets.randbelow(MOST_ID)


def load_draft(draft_id: int, campaign_id: int | None = None) -> Draft:
	"""Return a draft; one that was never kept says what `campaign_id` does, or nothing."""
	kept = load_or_none(lambda: ask(drafts_api.show_draft, draft_id=draft_id))
	if kept is not None:
		return read_kept(kept)
	if campaign_id is not None:
		return copy_campaign(draft_id, ask(campaigns_api.show_campaign, campaign_id=campaign_id))
	return Draft(draft_id)


def begin_draft(criteria: SegmentCriteria, segment_id: int | None = None) -> Draft:
	"""Return a new draft that asks what criteria say, as the wizard's form would bring it."""
	written = write_raw(criteria, [(name, "") for name in SegmentCriteria.model_fields])
	raw = {f"criteria.{name}": texts for name, texts in written.items() if texts}
	if segment_id is not None:
		raw["segment_id"] = [str(segment_id)]
	return Draft(make_id(), raw)


def list_drafts() -> list[Draft]:
	"""Return this person's drafts, the latest first."""
	return [read_kept(one) for one in ask(drafts_api.list_drafts).items]


def copy_campaign(draft_id: int, campaign: Campaign) -> Draft:
	"""Return the draft of a change to a campaign."""
	shown = Form.show(CampaignFields, campaign).raw
	return Draft(
		draft_id,
		raw={name: texts for name, texts in shown.items() if texts},
		visited=[step.key for step in STEPS],
		campaign_id=campaign.id,
		campaign_version=campaign.version,
	)


def clone_campaign(campaign: Campaign, today: date) -> Draft:
	"""Return the draft of a new campaign like another one, as long as that, from today on.

	Its audience, mail and calls are its own: nothing of them is copied.
	"""
	draft = copy_campaign(make_id(), campaign)
	length = campaign.ends_on - campaign.starts_on
	name = str(gettext("%(name)s (copia)", name=campaign.name))[:LONGEST_NAME]
	draft.raw |= {
		"name": [name],
		"starts_on": [today.isoformat()],
		"ends_on": [(today + length).isoformat()],
	}
	draft.campaign_id, draft.campaign_version = None, 0
	return draft


def read_kept(kept: KeptDraft) -> Draft:
	"""Return a draft as campaigns keeps it."""
	known: dict[str, Any] = {name: getattr(kept, name) for name in KEPT}
	visited = [key for key in kept.visited if find_step(key)]
	known |= {"visited": visited, "version": kept.version, "updated_at": kept.updated_at}
	return Draft(kept.id, raw=dict(kept.fields), **known)
