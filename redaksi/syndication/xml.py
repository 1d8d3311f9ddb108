"""XML that is always well-formed: a small writer over the standard library's, free of what XML 1.0 forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from typing import Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Writer:
    """Elements in the order of the calls; text and attributes are escaped, control characters dropped."""

    def __init__(self) -> None:
        self._out = StringIO()
        self._xml = XMLGenerator(self._out, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Everything written inside stands within the element."""
        self._xml.startElement(name, AttributesImpl({key: _clean(text) for key, text in (attributes or {}).items()}))
        yield
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def add(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """One element with `text`."""
        with self.element(name, attributes):
            if text:
                self._xml.characters(_clean(text))

    def bytes(self) -> bytes:
        """The document, UTF-8."""
        self._xml.endDocument()
        return self._out.getvalue().encode("utf-8")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
