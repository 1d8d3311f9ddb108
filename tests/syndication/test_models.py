"""What the newsroom tells machines, as it stands before anybody chose."""

from __future__ import annotations

from redaksi.syndication.models import CrawlerPolicy, MachineSettings


def test_search_is_welcome_training_is_not_and_nothing_is_sold():
    machines = MachineSettings()
    assert machines.crawlers == CrawlerPolicy.SEARCH
    assert (machines.ads_txt, machines.llms_txt) == ("", False)
