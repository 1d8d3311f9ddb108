from redaksi.stories.slots import PublishRefused, Slots


def test_an_unfilled_house_has_no_gates_and_no_listeners():
    empty = Slots()
    assert (empty.gates, empty.public_change, empty.preview) == ([], [], None)


def test_a_refusal_carries_all_its_reasons():
    refused = PublishRefused(["Judul kosong.", "Foto tanpa kredit."])
    assert refused.reasons == ["Judul kosong.", "Foto tanpa kredit."]
    assert "kredit" in str(refused)
