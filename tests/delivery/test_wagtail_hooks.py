from wagtail.log_actions import registry


def test_the_acts_of_this_room_are_known_to_the_audit_log():
    known = dict(registry.get_choices())
    assert "redaksi.schedule_refused" in known
