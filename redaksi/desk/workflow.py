"""The one workflow of the house: a story is submitted, and whoever may publish approves or returns it."""

from __future__ import annotations

from typing import Final

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from redaksi.desk.models import DeskTask
from redaksi.stories.models import Story

WORKFLOW: Final = "Penyuntingan"
TASK: Final = "Meja redaktur"


def ensure_workflow() -> Workflow:
    """The workflow of stories, made if there is none; what a newsroom has set up itself is left alone."""
    content_type = ContentType.objects.get_for_model(Story)
    chosen = WorkflowContentType.objects.filter(content_type=content_type).first()
    if chosen is not None:
        return chosen.workflow
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    task = DeskTask.objects.filter(name=TASK).first() or DeskTask.objects.create(name=TASK)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowContentType.objects.create(workflow=workflow, content_type=content_type)
    return workflow
