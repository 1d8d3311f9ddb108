"""The demo's content: complete, consistent, and nowhere repeating itself."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from redaksi.demo.content import DemoContent, StoryEntry, load
from redaksi.demo.markup import Block, ContentError, FactBox, Gallery, ListBlock, Quote, Review, Table, Video
from redaksi.demo.pictures.gallery import SCENES, VARIANTS
from redaksi.stories.kinds import Reviewed, StoryKind

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SEED = "pakistan-rusia"
DESK_ROLES = {"reporter", "editor", "redaktur", "redpel", "pemred", "admin"}
BLOCK_KINDS = {
    *("paragraph", "heading", "quote", "list", "table"),
    *("fact_box", "baca_juga", "embed", "picture", "gallery", "video", "review"),
}


@pytest.fixture(scope="module")
def content() -> DemoContent:
    return load(NOW)


def texts(block: Block) -> Iterator[str]:
    """The words of a block as a reader sees them, piece by piece."""
    kind, value = block
    match value:
        case Quote():
            yield value.text
        case ListBlock():
            yield from value.items
        case Table():
            yield from (" ".join(row) for row in (value.header, *value.rows))
        case FactBox():
            yield from (value.title, *value.points)
        case Review():
            yield value.verdict
        case str() if kind in ("paragraph", "heading"):
            yield value


def pictures_in(story: StoryEntry) -> Iterator[str]:
    """Keys of the pictures that stand in a story's body."""
    for kind, value in story.blocks:
        match value:
            case Gallery():
                yield from value.pictures
            case Video():
                yield value.poster
            case str() if kind == "picture":
                yield value


def words(story: StoryEntry) -> int:
    text = " ".join(piece for block in story.blocks for piece in texts(block))
    return len(re.sub(r"<[^>]+>", "", text).split())


def test_the_newsroom_is_complete(content: DemoContent) -> None:
    assert [rubric.order for rubric in content.rubrics] == list(range(1, 11))
    assert len(content.stories) >= 71
    assert len(content.people) >= 14
    assert len(content.topics) >= 30
    assert len(content.pictures) >= 40
    assert {page.slug for page in content.pages} == {"tentang", "kontak", "pedoman-media-siber", "redaksi"}


def test_the_identity_holds_what_the_press_law_asks_for(content: DemoContent) -> None:
    identity = content.identity
    held = (identity.legal_name, identity.address, identity.phone, identity.email, identity.responsible)
    assert all(held)
    assert identity.legal_name.startswith("PT ")
    assert identity.chief_editor in {p.name for p in content.people if p.role == "pemred"}
    assert re.fullmatch(r"#[0-9a-f]{6}", identity.accent)
    assert len(identity.socials) >= 5


def test_every_desk_role_has_somebody_and_initials_are_unique(content: DemoContent) -> None:
    assert {person.role for person in content.people if person.role} == DESK_ROLES
    assert sum(person.role is not None for person in content.people) >= 8
    initials = [person.initials for person in content.people]
    assert len(set(initials)) == len(initials)
    assert all(re.fullmatch(r"[a-z]{3}", each) for each in initials)


def test_keys_and_addresses_are_unique(content: DemoContent) -> None:
    for keys in (
        [story.key for story in content.stories],
        [story.slug for story in content.stories],
        [story.headline for story in content.stories],
        [person.key for person in content.people],
        [topic.key for topic in content.topics],
        [topic.name for topic in content.topics],
        [picture.key for picture in content.pictures],
    ):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_reference_of_a_story_resolves(content: DemoContent) -> None:
    rubrics = {rubric.slug for rubric in content.rubrics}
    people = {person.key for person in content.people}
    topics = {topic.key for topic in content.topics}
    pictures = {picture.key for picture in content.pictures}
    stories = {story.key for story in content.stories}
    for story in content.stories:
        linked = {value for kind, value in story.blocks if kind == "baca_juga"}
        shown = set(pictures_in(story))
        assert story.rubric in rubrics, story.key
        assert story.authors, story.key
        assert {*story.authors, story.editor} <= people, story.key
        assert story.topics, story.key
        assert set(story.topics) <= topics, story.key
        assert {story.picture, *shown} <= pictures, story.key
        assert linked <= stories - {story.key}, story.key
    assert {person.portrait for person in content.people if person.portrait} <= pictures


def test_nothing_stands_unused(content: DemoContent) -> None:
    shown = {key for story in content.stories for key in pictures_in(story)}
    portraits = {person.portrait for person in content.people}
    assert {p.key for p in content.pictures} <= shown | {s.picture for s in content.stories} | portraits
    assert {t.key for t in content.topics} == {topic for s in content.stories for topic in s.topics}
    assert {r.slug for r in content.rubrics} == {s.rubric for s in content.stories}


def test_pictures_can_be_drawn_and_say_what_they_show(content: DemoContent) -> None:
    for picture in content.pictures:
        assert picture.scene in SCENES, picture.key
        assert picture.variant in range(VARIANTS), picture.key
        assert picture.alt, picture.key
        assert picture.caption, picture.key
        assert picture.credit.startswith(("Ilustrasi: ", "Infografis: ")), picture.key
        assert all(0 <= share <= 1 for share in picture.focal), picture.key


def test_stories_are_as_long_as_news_is(content: DemoContent) -> None:
    lengths = {story.key: words(story) for story in content.stories}
    assert {key: length for key, length in lengths.items() if not 180 <= length <= 700} == {}
    assert sum(length >= 400 for length in lengths.values()) >= 15
    assert lengths[SEED] >= 400


def test_headlines_and_decks_keep_the_house_style(content: DemoContent) -> None:
    for story in content.stories:
        assert not story.headline.endswith("."), story.key
        assert 12 <= len(story.headline) <= 110, story.key
        assert len(story.slug) <= 120, story.key
        assert story.deck.endswith("."), story.key
        assert len(story.deck) <= 200, story.key
        assert len(story.kicker) <= 60, story.key


def test_numbers_are_written_the_indonesian_way(content: DemoContent) -> None:
    for story in content.stories:
        for block in story.blocks:
            for text in texts(block):
                prose = block[0] == "paragraph"
                assert not re.search(r"Rp \d", text), (story.key, text)
                assert not re.search(r"\d,\d{3}\b", text), (story.key, text)
                assert not (prose and re.search(r"\d ?%", text)), (story.key, text)


def test_no_paragraph_appears_twice(content: DemoContent) -> None:
    pieces = Counter(
        piece
        for blocks in (*(s.blocks for s in content.stories), *(p.blocks for p in content.pages))
        for block in blocks
        if block[0] in ("paragraph", "quote", "list")
        for piece in texts(block)
    )
    assert [piece for piece, count in pieces.items() if count > 1] == []


def test_every_kind_of_block_occurs_and_only_one_embed(content: DemoContent) -> None:
    kinds = Counter(kind for story in content.stories for kind, _ in story.blocks)
    assert set(kinds) == BLOCK_KINDS
    assert kinds["embed"] == 1


def test_paragraphs_hold_only_inline_html(content: DemoContent) -> None:
    tags = {
        tag
        for story in content.stories
        for kind, value in story.blocks
        if kind == "paragraph" and isinstance(value, str)
        for tag in re.findall(r"</?([a-z]+)", value)
    }
    assert tags <= {"b", "i", "a"}


def test_most_stories_are_of_the_last_week_and_many_of_today(content: DemoContent) -> None:
    ages = [NOW - story.published for story in content.stories if story.key != SEED]
    assert min(ages) > timedelta(0)
    assert max(ages) <= 28 * DAY
    assert sum(age <= 7 * DAY for age in ages) > len(ages) / 2
    assert sum(age <= DAY for age in ages) >= 20
    assert content.stories == tuple(sorted(content.stories, key=lambda s: s.published, reverse=True))


def test_the_world_rubric_credits_its_agencies(content: DemoContent) -> None:
    world = [story for story in content.stories if story.rubric == "dunia"]
    assert len(world) >= 11
    assert all(story.agency and story.source for story in world)


def test_the_retold_story_keeps_its_own_date_and_agency(content: DemoContent) -> None:
    story = next(story for story in content.stories if story.key == SEED)
    assert story.published.isoformat() == "2021-04-08T19:40:00+07:00"
    assert (story.agency, story.source, story.city) == ("Xinhua", "Xinhua", "Islamabad")


def sentences(text: str) -> set[str]:
    plain = re.sub(r"<[^>]+>|[\"“”]", "", " ".join(text.split())).lower()
    return {each.strip() for each in re.split(r"[.?!]\s", plain) if len(each.split()) > 4}


def test_the_retold_story_copies_no_sentence_of_the_page_it_retells(content: DemoContent, shared_dir: Path) -> None:
    page = (shared_dir / "seed" / "published-page.txt").read_text("utf-8")
    story = next(story for story in content.stories if story.key == SEED)
    ours = sentences(" ".join(piece + " " for block in story.blocks for piece in texts(block)))
    assert len(ours) > 15
    assert sentences(page) & ours == set()


def test_labels_corrections_and_the_withdrawal_are_all_there(content: DemoContent) -> None:
    labels = Counter(story.label for story in content.stories)
    assert (labels["opini"], labels["advertorial"]) == (3, 1)
    assert all(story.sponsor for story in content.stories if story.label == "advertorial")
    assert all(story.label == "opini" for story in content.stories if story.rubric == "opini")
    corrected = [story for story in content.stories if story.corrections]
    assert len(corrected) == 2
    assert all(c.text and story.published < c.at < NOW for story in corrected for c in story.corrections)
    (withdrawn,) = [story.withdrawal for story in content.stories if story.withdrawal]
    assert withdrawn.code == "masa-depan-anak"
    assert withdrawn.at < NOW


def test_one_story_is_told_in_pictures(content: DemoContent) -> None:
    told = [story for story in content.stories if story.kind == "photo"]
    assert max(len(list(pictures_in(story))) for story in told) >= 5


def test_every_kind_of_work_is_shown_and_each_review_names_what_it_reviews(content: DemoContent) -> None:
    told = Counter(story.kind for story in content.stories)
    assert set(told) == set(StoryKind.values)
    assert told["video"] >= 2
    for story in content.stories:
        reviewed = [value for _, value in story.blocks if isinstance(value, Review)]
        assert len(reviewed) == (story.kind == "review"), story.key
        assert all(each.name and each.maker and each.kind in Reviewed.values for each in reviewed), story.key


def test_standing_pages_have_a_title_and_text(content: DemoContent) -> None:
    for page in content.pages:
        assert page.title, page.slug
        assert sum(kind == "paragraph" for kind, _ in page.blocks) >= 2, page.slug
    pedoman = next(page for page in content.pages if page.slug == "pedoman-media-siber")
    assert 'href="https://dewanpers.or.id"' in str(pedoman.blocks)


@pytest.mark.parametrize("hours", [0, 5, 29, 53, 24 * 40])
def test_every_date_is_written_out_whenever_the_demo_is_started(hours: int) -> None:
    content = load(NOW + timedelta(hours=hours))
    assert "{{" not in repr(content.stories) + repr(content.pages)
    assert all(b"{{" not in file.data for file in content.wire)


def ninjs(content: DemoContent) -> list[dict[str, object]]:
    return [json.loads(file.data) for file in content.wire if file.name.endswith(".json")]


def test_the_wire_brings_every_case_a_desk_must_handle(content: DemoContent) -> None:
    items = ninjs(content)
    assert len(items) >= 6
    assert any(item["urgency"] == 1 for item in items)
    assert any("associations" in item for item in items)
    assert any(item["pubStatus"] == "canceled" for item in items)
    assert any(datetime.fromisoformat(str(item.get("embargoedUntil", NOW))) > NOW for item in items)
    versions = Counter(item["uri"] for item in items)
    assert [count for count in versions.values() if count > 1] == [2]


def test_wire_files_belong_to_known_sources(content: DemoContent) -> None:
    sources = {source.key: source.kind for source in content.sources}
    kinds = Counter(sources[file.source] for file in content.wire)
    assert kinds["rss"] == 1
    assert kinds["web"] == 2
    assert kinds["ninjs"] == len(ninjs(content))


def test_the_feed_is_well_formed_rss(content: DemoContent) -> None:
    (feed,) = [file.data for file in content.wire if file.name.endswith(".xml")]
    items = etree.fromstring(feed).findall("channel/item")
    assert len(items) == 8
    assert all(item.findtext("guid") and item.findtext("pubDate") for item in items)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text("identity = ", "utf-8")
    with pytest.raises(ContentError, match=r"newsroom\.toml"):
        load(NOW, tmp_path)
