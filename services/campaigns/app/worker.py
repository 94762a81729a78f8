"""The Celery app: ``python -m campaigns.app.worker``."""

from celery import Celery

from campaigns.app.tasks import build_tasks
from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from chasqui.contracts.access import Service
from chasqui.kernel.tasks.worker import build_worker, run_worker


def create_worker() -> Celery:
	"""Return the worker of campaigns."""
	config = CampaignsConfig()
	return build_worker(Service.CAMPAIGNS, config, build_tasks(Wiring(config)))


if __name__ == "__main__":
	run_worker(create_worker())
