"""A folder of articles in, their reports and an index of them out; one is done again only when something of it changed."""

from align.batch import cluster, workers
from align.batch.article import article
from align.batch.facts import line
from align.batch.index import Index, at_work, home, opened, rows
from align.batch.overview import overview
from align.batch.running import Doing, Plan, done, plan
from align.batch.task import Task
from align.overview import Row

__all__ = [
    "Doing",
    "Index",
    "Plan",
    "Row",
    "Task",
    "article",
    "at_work",
    "cluster",
    "done",
    "home",
    "line",
    "opened",
    "overview",
    "plan",
    "rows",
    "workers",
]
