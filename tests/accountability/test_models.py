import pytest
from django.db.models import ProtectedError

from redaksi.accountability.actions import correct, withdraw
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def test_what_was_corrected_cannot_be_deleted_behind_the_correction():
    story = make_story()
    correct(story, "ralat", "Tertulis salah.", make_user())
    with pytest.raises(ProtectedError):
        super(type(story), story).delete()


def test_corrections_and_withdrawals_name_what_they_are():
    story, editor = make_story("Jalan Desa Dibuka"), make_user()
    assert "Jalan Desa Dibuka" in str(correct(story, "koreksi", "Nama desa diperbaiki.", editor))
    assert str(withdraw(story, "sara", "Sebab.", editor)) == "Jalan Desa Dibuka"
