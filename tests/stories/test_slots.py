from datetime import timedelta

from django.utils import timezone

from redaksi.stories.slots import PublishRefused, Slots, present, slots


def test_an_unfilled_house_has_no_gates_and_no_listeners():
    empty = Slots()
    assert (empty.gates, empty.public_change, empty.preview) == ([], [], None)


def test_a_refusal_carries_all_its_reasons():
    refused = PublishRefused(["Judul kosong.", "Foto tanpa kredit."])
    assert refused.reasons == ["Judul kosong.", "Foto tanpa kredit."]
    assert "kredit" in str(refused)


def test_the_present_never_goes_back_behind_the_last_public_change(monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(slots, "last_change", lambda: later)
    assert present() == later
    monkeypatch.setattr(slots, "last_change", lambda: later - timedelta(hours=2))
    assert abs(present() - timezone.now()) < timedelta(seconds=5)
    monkeypatch.setattr(slots, "last_change", None)
    assert abs(present() - timezone.now()) < timedelta(seconds=5)
