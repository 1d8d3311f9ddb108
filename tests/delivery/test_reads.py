import pytest

from redaksi.delivery.reads import collect
from redaksi.discovery.models import ReadCount
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_counts_of_the_edge_are_added_up_by_hour_and_the_files_removed(tmp_path, now):
    story = make_story()
    second = int(now.timestamp())
    (tmp_path / "1.reads").write_text(f"{second} {story.pk} 2\n{second + 60} {story.pk} 3\nbukan angka\n")
    assert collect(now, tmp_path) == 1
    assert ReadCount.objects.get().count == 5
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_counts_nothing(tmp_path, now):
    assert collect(now, tmp_path / "none") == 0
