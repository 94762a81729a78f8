"""The Celery app: ``python -m campaigns.app.worker``."""

from celery import Celery

from campaigns.config import CampaignsConfig
from campaigns.tasks import build_tasks
from campaigns.wiring import Wiring
from chasqui.contracts.access import Service
from chasqui.kernel.worker import build_worker, run_worker


def create_worker() -> Celery:
	"""Return the worker of campaigns."""
	config = CampaignsConfig()
	return build_worker(Service.CAMPAIGNS, config, build_tasks(Wiring(config)))


if __name__ == "__main__":
	run_worker(create_worker())
