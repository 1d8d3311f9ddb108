"""The index's own rows and the counts of reading."""

from __future__ import annotations

from django.db import models

from redaksi.stories.models import AdSlot, Story


class Entry(models.Model):
    """What the index keeps of one public story: its place in the full-text table and the terms to remove it by."""

    story = models.OneToOneField(Story, primary_key=True, on_delete=models.CASCADE, related_name="+")
    # Begins with the second of publication: the newest story has the highest number, after imports too.
    rank = models.BigIntegerField(unique=True)
    terms = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.rank} {self.story_id}"


class ReadCount(models.Model):
    """How often a story was opened in one hour, as the edge counted it: no cookie, no third party, no robots."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "story"], name="discovery_read_once")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.hour:%Y-%m-%d %H} {self.count}"


class AdCount(models.Model):
    """How often an advertisement was seen and followed on one day of the newsroom's zone, as the edge counted it."""

    ad = models.ForeignKey(AdSlot, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "ad"], name="discovery_ad_once")]

    def __str__(self) -> str:
        return f"{self.ad_id} {self.day} {self.views}/{self.clicks}"
