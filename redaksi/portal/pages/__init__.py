"""Each page's view-model: everything that its template shows, as frozen values, with the keys of what it shows."""

from redaksi.portal.pages.corrections import corrections_page
from redaksi.portal.pages.device import offline_page, saved_page
from redaksi.portal.pages.frame import Answer, Ground
from redaksi.portal.pages.front import front_page
from redaksi.portal.pages.index import EARLIEST, day_url, index_page
from redaksi.portal.pages.lists import person_page, section_page
from redaksi.portal.pages.search import search_page
from redaksi.portal.pages.specimen import specimen_page
from redaksi.portal.pages.standing import missing_page, standing_page
from redaksi.portal.pages.story import preview_page, story_page, withdrawn_page
from redaksi.portal.pages.topics import pair_page, pair_url, topic_page

__all__ = [
    "EARLIEST",
    "Answer",
    "Ground",
    "corrections_page",
    "day_url",
    "front_page",
    "index_page",
    "missing_page",
    "offline_page",
    "pair_page",
    "pair_url",
    "person_page",
    "preview_page",
    "saved_page",
    "search_page",
    "section_page",
    "specimen_page",
    "standing_page",
    "story_page",
    "topic_page",
    "withdrawn_page",
]
