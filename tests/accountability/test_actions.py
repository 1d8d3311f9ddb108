import pytest
from django.core.exceptions import ValidationError

from redaksi.accountability.actions import correct, withdraw
from redaksi.stories.models import Story
from tests.factories import make_draft, make_story, make_user

pytestmark = pytest.mark.django_db


def test_a_correction_is_dated_and_marks_the_story_as_revised(now):
    story, editor = make_story(), make_user()
    correction = correct(story, "ralat", "Tertulis tujuh kilometer, seharusnya sembilan.", editor, now)
    assert (correction.posted_at, correction.posted_by) == (now, editor)
    assert Story.objects.get(pk=story.pk).revised_at == now


def test_a_draft_is_not_corrected_but_edited():
    with pytest.raises(ValidationError):
        correct(make_draft(), "ralat", "Salah.", make_user())


def test_a_correction_without_words_is_refused():
    with pytest.raises(ValidationError):
        correct(make_story(), "ralat", "   ", make_user())


def test_a_withdrawn_story_leaves_readers_and_keeps_its_reason(now):
    story = make_story()
    withdrawal = withdraw(story, "masa-depan-anak", "Melindungi masa depan anak.", make_user(), now)
    assert withdrawal.withdrawn_at == now
    assert not Story.objects.public().filter(pk=story.pk).exists()
    assert Story.objects.get(pk=story.pk).withdrawal == withdrawal


def test_a_story_is_not_withdrawn_twice():
    story, editor = make_story(), make_user()
    withdraw(story, "sara", "Menyinggung golongan.", editor)
    with pytest.raises(ValidationError):
        withdraw(story, "sara", "Menyinggung golongan.", editor)


@pytest.mark.parametrize(("reason", "explanation"), [("", "Sebab."), ("permintaan", "Sebab."), ("sara", "")])
def test_a_withdrawal_without_a_ground_or_an_explanation_is_refused_and_changes_nothing(reason, explanation):
    story = make_story()
    with pytest.raises(ValidationError):
        withdraw(story, reason, explanation, make_user())
    assert Story.objects.public().filter(pk=story.pk).exists()


def test_a_draft_is_not_withdrawn():
    with pytest.raises(ValidationError):
        withdraw(make_draft(), "sara", "Sebab.", make_user())
