"""What the demonstration mails to whoever is interested, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from chasqui.contracts.campaigns.information import InformationCounts, InformationDesignUpdate
from chasqui.contracts.endpoints.campaigns import information as information_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.runs import DeliveryState, RunKind, RunQuery
from chasqui.demo.calls import Call
from chasqui.demo.checks import Check
from chasqui.demo.suite_client import Person
from chasqui.demo.waiting import Progressed, wait_for

SUBJECT = "{{ primer_nombre }}, la información que pidió"
SETTLED_WITHIN = 60
NAMES = {
	DeliveryState.ACCEPTED: "aceptada",
	DeliveryState.SKIPPED: "omitida",
	DeliveryState.FAILED: "fallida",
	DeliveryState.UNCERTAIN: "incierta",
}


@dataclass(frozen=True)
class InformationSummary:
	"""As the campaign counts it, and the runs of one mail that the mailer has of it."""

	counts: InformationCounts
	runs: int
	ends: Counter[DeliveryState]
	"""What became of those mails in the mailer."""

	@property
	def accepted(self) -> int:
		"""How many a server took."""
		return self.ends[DeliveryState.ACCEPTED]


def choose_information(head: Person, campaign_id: int, design_id: int) -> None:
	"""Give a campaign what its advisors mail to whoever asks."""
	body = InformationDesignUpdate(design_id=design_id, subject=SUBJECT, version=0)
	head.campaigns.call(information_api.set_own_design, campaign_id=campaign_id, body=body)


def read_information(console: Console, head: Person, campaign_id: int) -> InformationSummary:
	"""Wait until every mail that was asked for has left, or will not; return what came of them."""
	counts = wait_for(
		console,
		"Información que se pidió por teléfono",
		lambda: head.campaigns.call(information_api.count_requests, campaign_id=campaign_id),
		_measure,
		longest=SETTLED_WITHIN,
	)
	query = RunQuery(campaign_id=campaign_id, kind=RunKind.SERVICE, limit=200)
	runs = head.mailer.call(runs_api.list_runs, query=query).items
	ends = Counter[DeliveryState]()
	for run in runs:
		ends.update(run.counts.by_state)
	return InformationSummary(counts, len(runs), ends)


def check_information(known: InformationSummary, calls: Sequence[Call]) -> list[Check]:
	"""Return what calls, campaign and mailer must agree in."""
	asked, informed = known.counts.requested, sum(one.is_informed for one in calls)
	return [
		Check("información: pedida = llamadas que la mandaron", asked, informed),
		Check("información: pedida = envíos de servicio", asked, known.runs),
		*(
			Check(f"información: {NAMES[state]} = de esos envíos", count, known.ends[state])
			for state, count in known.counts.by_state.items()
		),
	]


def _measure(counts: InformationCounts) -> Progressed:
	waiting = counts.by_state.get(DeliveryState.QUEUED, 0)
	return Progressed(counts.requested - waiting, counts.requested, waiting == 0)
