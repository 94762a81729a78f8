"""The Celery app: ``celery -A campaigns.app.worker:create_worker worker``."""

from celery import Celery

from campaigns.config import CampaignsConfig
from campaigns.tasks import build_tasks
from campaigns.wiring import Wiring
from chasqui.contracts.access import Service
from chasqui.kernel.worker import build_worker


def create_worker() -> Celery:
	"""Return the worker of campaigns."""
	config = CampaignsConfig()
	return build_worker(Service.CAMPAIGNS, config, build_tasks(Wiring(config)))
