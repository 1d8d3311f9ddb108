"""Marks for passages in another language, in the editor of a paragraph: screen readers then speak them right."""

from __future__ import annotations

from typing import Any

import wagtail.admin.rich_text.editors.draftail.features as draftail
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler

from redaksi.stories.languages import PASSAGES


@hooks.register("register_rich_text_features")
def language_marks(features: Any) -> None:
    """One button for each language of `PASSAGES`, stored as `<span lang="en">`."""
    for code, (label, description) in PASSAGES.items():
        style = f"LANG-{code.upper()}"
        control = {"type": style, "label": label, "description": description}
        features.register_editor_plugin("draftail", f"lang-{code}", draftail.InlineStyleFeature(control))
        features.register_converter_rule(
            "contentstate",
            f"lang-{code}",
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )
