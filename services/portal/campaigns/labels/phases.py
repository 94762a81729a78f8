"""What phases of campaigns, states of their audiences and rules of both are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import ArchiveFilter, Phase, Priority, RepeatedRule
from chasqui.contracts.campaigns.comparison import Difference
from chasqui.contracts.campaigns.exclusions import ExclusionReason
from chasqui.contracts.campaigns.members import MemberGroup
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(Phase.PLANNED, Label(_("Planificada"), "plain", "circle-dashed")),
	(Phase.SEGMENTED, Label(_("Segmentada"), "info", "users")),
	(Phase.IN_EXECUTION, Label(_("En ejecución"), "ok", "player-play")),
	(Phase.PAUSED, Label(_("Pausada"), "warn", "player-pause")),
	(Phase.FINISHED, Label(_("Finalizada"), "primary", "flag")),
	(Phase.CANCELLED, Label(_("Cancelada"), "bad", "ban")),
	(ArchiveFilter.OPEN, Label(_("Sin archivar"))),
	(ArchiveFilter.ARCHIVED, Label(_("Archivadas"))),
	(ArchiveFilter.ALL, Label(_("Todas"))),
	(AudienceState.QUEUED, Label(_("En espera"), "plain", "hourglass")),
	(AudienceState.BUILDING, Label(_("Construyéndose"), "info", "refresh")),
	(AudienceState.READY, Label(_("Lista"), "ok", "circle-check")),
	(AudienceState.FAILED, Label(_("Falló"), "bad", "alert-circle")),
	(AudienceState.CANCELLED, Label(_("Cancelada"), "plain", "ban")),
	(AudienceState.OUTDATED, Label(_("Desactualizada"), "warn", "alert-triangle")),
	(Difference.LEAVES, Label(_("Saldría"), "warn", "arrow-left")),
	(Difference.ENTERS, Label(_("Entraría"), "ok", "arrow-right")),
	(MemberGroup.CONTACTED, Label(_("Se contacta"))),
	(MemberGroup.HELD_OUT, Label(_("Grupo de control"), "info", "test-pipe")),
	(ExclusionReason.CONTACTED, Label(_("contactados hace poco"))),
	(ExclusionReason.HIGH_RISK, Label(_("riesgo alto"))),
	(RepeatedRule.KEEP, Label(_("Se quedan también en esta"))),
	(RepeatedRule.EXCLUDE, Label(_("Se dejan fuera de esta"))),
	(RepeatedRule.BUDGET, Label(_("Se quedan en la de mayor presupuesto"))),
	(RepeatedRule.PRIORITY, Label(_("Se quedan en la de mayor prioridad"))),
	(RepeatedRule.VALUE, Label(_("Se quedan en la de venta más valiosa"))),
	(Priority.LOW, Label(_("Baja"))),
	(Priority.NORMAL, Label(_("Normal"))),
	(Priority.HIGH, Label(_("Alta"))),
)
WORDS = Words(PAIRS)
