from datetime import date

from redaksi.stories import keys


def test_keys_of_different_things_never_meet():
    made = [keys.story(1), keys.listed(1), keys.section_list(1), keys.section_name(1), keys.topic_list(1)]
    made += [keys.topic_name(1), keys.person_list(1), keys.person_name(1), keys.day(date(2026, 11, 19)), keys.FRONT]
    assert len(set(made)) == len(made)
    assert not [key for key in made if " " in key]
