import pytest

from redaksi.delivery.models import Outbox

pytestmark = pytest.mark.django_db


def test_an_outstanding_purge_names_what_it_purges():
    assert str(Outbox.objects.create(changed=["front"], gone=["story-1"])) == "story-1 front"
