"""The parts of which a story's body is made. Rendering belongs to the portal; here is only what a part holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from redaksi.stories.kinds import BEST, Reviewed
from redaksi.stories.languages import PASSAGES

INLINE = ["bold", "italic", "link", "superscript", "subscript", *(f"lang-{code}" for code in PASSAGES)]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    speaker = blocks.CharBlock(label=_("who said it"), required=False)
    role = blocks.CharBlock(label=_("their position"), required=False)

    class Meta:
        label = _("quotation")
        icon = "openquote"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption, if not the picture's own"), required=False)
    alt = blocks.CharBlock(label=_("text instead of the picture"), required=False)

    class Meta:
        label = _("picture")
        icon = "image"


class ListBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), label=_("items"))

    class Meta:
        label = _("list")
        icon = "list-ul"


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("what is seen there"))

    class Meta:
        label = _("embed")
        icon = "media"


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    points = blocks.ListBlock(blocks.CharBlock(), label=_("points"))

    class Meta:
        label = _("fact box")
        icon = "clipboard-list"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False)
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2)

    class Meta:
        label = _("gallery")
        icon = "copy"


class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("address of the video"), help_text=_("YouTube and Vimeo play here after a click."))
    title = blocks.CharBlock(label=_("what is seen there"))
    poster = ImageChooserBlock(label=_("still picture"), required=False)
    length = blocks.RegexBlock(
        r"^\d{1,2}([:.]\d{2}){1,2}$",
        label=_("length"),
        required=False,
        help_text=_("Minutes and seconds, as 4:12."),
        error_messages={"invalid": _("Write minutes and seconds, as 4:12.")},
    )
    credit = blocks.CharBlock(label=_("credit"))

    class Meta:
        label = _("video")
        icon = "media"


class ReviewBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=Reviewed.choices, label=_("what it is"))
    name = blocks.CharBlock(label=_("title or name"), max_length=200)
    maker = blocks.CharBlock(
        label=_("who made it"), required=False, help_text=_("Writer, director, musicians, troupe or maker.")
    )
    rating = blocks.ChoiceBlock(
        choices=[(str(mark), str(mark)) for mark in range(1, BEST + 1)],
        label=_("mark"),
        required=False,
        help_text=_("From 1 to 5; leave it empty if the newsroom gives no marks."),
    )
    verdict = blocks.CharBlock(label=_("verdict in one sentence"), required=False, max_length=300)

    class Meta:
        label = _("what is reviewed")
        icon = "pick"


class BodyBlock(blocks.StreamBlock):
    """A story's body: these parts in any order."""

    paragraph = blocks.RichTextBlock(features=INLINE, label=_("paragraph"), icon="pilcrow")
    heading = blocks.CharBlock(label=_("heading"), icon="title", max_length=200)
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    list = ListBlock()
    table = TypedTableBlock([("text", blocks.CharBlock(required=False))], label=_("table"), icon="table")
    embed = EmbedBlock()
    baca_juga = SnippetChooserBlock("stories.Story", label=_("read also"), icon="link")
    fact_box = FactBoxBlock()
    review = ReviewBlock()
