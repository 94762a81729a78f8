"""Every code that a page may show has a Spanish name, a known tone and a built icon."""

from enum import StrEnum
from pathlib import Path

import portal
from chasqui.contracts.mailer.runs import DeliveryState, RunState
from chasqui.contracts.risk import IdWarning, RiskLevel, UnavailableReason
from mailer.runs.domain.reasons import FailReason, PausedBy, SkipReason
from portal.app import create_app
from portal.mailing.labels.runs import REASONS
from portal.risk import labels as risk
from portal.shell.labels.words import EXTENSION, name_code

TONES = {"plain", "primary", "ok", "warn", "bad", "info", "plum"}


def test_a_kind_of_which_one_code_has_a_name_has_names_for_all() -> None:
	app = create_app()
	kinds = {kind for kind, _code in app.extensions[EXTENSION]}
	assert len(kinds) > 30
	with app.test_request_context():
		for kind in kinds:
			for member in kind:
				assert str(name_code(member).text) != member.value, member


def test_equal_codes_of_different_kinds_keep_their_names() -> None:
	with create_app().test_request_context():
		assert str(name_code(RunState.SENDING).text) == "Enviando"
		assert str(name_code(DeliveryState.SENDING).text) == "Enviándose"


def test_tones_and_icons_exist() -> None:
	icons = Path(portal.__file__ or "").parent / "frontend" / "icons.txt"
	known = set(icons.read_text("utf-8").split())
	for label in create_app().extensions[EXTENSION].values():
		assert label.tone in TONES
		assert not label.icon or label.icon in known


def test_every_reason_of_the_mailer_has_a_name() -> None:
	kinds: tuple[type[StrEnum], ...] = (SkipReason, FailReason, PausedBy)
	assert {str(code) for kind in kinds for code in kind} <= set(REASONS)


def test_every_answer_about_risk_is_explained() -> None:
	assert set(risk.LEVELS) == set(RiskLevel)
	assert set(risk.REASONS) == set(UnavailableReason)
	assert set(risk.WARNINGS) == set(IdWarning)
