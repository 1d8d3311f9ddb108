from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.search.backends import get_search_backend

from redaksi.newsroom.models import Picture
from redaksi.newsroom.picture_search import SearchBackend
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [picture.title for picture in get_search_backend().search(words, Picture)]


def test_the_house_searches_pictures_with_its_own_backend() -> None:
    assert isinstance(get_search_backend(), SearchBackend)


def index(picture: Picture) -> None:
    """What the worker does with the task that keeping a picture leaves behind."""
    tasks = DBTaskResult.objects.filter(task_path="modelsearch.tasks.insert_or_update_object_task")
    assert ["newsroom", "picture", str(picture.pk)] in [task.args_kwargs["args"] for task in tasks]
    insert_or_update_object_task.call("newsroom", "picture", str(picture.pk))


def test_a_picture_is_found_by_its_title_once_the_worker_saw_it_and_no_longer_when_it_is_gone() -> None:
    market = make_picture("Pasar Terapung")
    index(market)
    index(make_picture("Jembatan Gantung"))
    assert found("terapung") == ["Pasar Terapung"]
    market.delete()
    assert found("terapung") == []


def test_indexing_a_picture_never_averages_the_whole_index() -> None:
    picture = make_picture("Kapal Perintis")
    with CaptureQueriesContext(connection) as caught:
        index(picture)
    asked = [query["sql"].upper() for query in caught]
    assert any("INDEXENTRY" in sql for sql in asked)
    assert not [sql for sql in asked if "AVG(" in sql]


def test_a_rebuilt_index_weighs_titles_and_finds_the_same() -> None:
    make_picture("Pasar Terapung di Pagi Hari"), make_picture("Pasar")
    with CaptureQueriesContext(connection) as caught:
        call_command("update_index", verbosity=0)
    assert any("AVG(" in query["sql"].upper() for query in caught)
    assert sorted(found("pasar")) == ["Pasar", "Pasar Terapung di Pagi Hari"]
