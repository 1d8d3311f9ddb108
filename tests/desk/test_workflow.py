from __future__ import annotations

import pytest
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from redaksi.desk.models import DeskTask
from redaksi.desk.workflow import WORKFLOW, ensure_workflow
from redaksi.stories.models import Story

pytestmark = pytest.mark.django_db


def test_there_is_one_workflow_however_often_it_is_ensured() -> None:
    first, second = ensure_workflow(), ensure_workflow()
    assert first == second == Story.get_default_workflow()
    assert first.name == WORKFLOW
    assert DeskTask.objects.count() == WorkflowTask.objects.filter(workflow=first).count() == 1


def test_a_workflow_that_the_newsroom_chose_is_left_alone() -> None:
    own = Workflow.objects.create(name="Dua Meja")
    WorkflowContentType.objects.update(workflow=own)
    assert ensure_workflow() == own
