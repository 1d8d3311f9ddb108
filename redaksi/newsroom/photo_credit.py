"""Who made a picture, written into the file itself (IPTC Photo Metadata Standard, as one XMP packet). Pure.

Search engines and whoever saves the picture find the credit there when the page around it is gone. What the file
said before is replaced: the packet holds what the newsroom says, and of the original's only what does no harm.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from redaksi.newsroom.photo_metadata import Metadata, without_private

#: Of the newscodes' scheme: made wholly by a trained model.
MADE_BY_AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_JPEG_HEAD = b"http://ns.adobe.com/xap/1.0/\x00"
_PNG_HEAD = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00"
_SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the newsroom says of a picture; empty means nothing to say."""

    credit: str = ""
    caption: str = ""
    copyright: str = ""
    alt: str = ""
    made_by_ai: bool = False


def with_words(data: bytes, kind: str, words: Words, original: Metadata) -> bytes:
    """The file of Pillow's format `kind` (JPEG, PNG, WEBP) with these words and without private metadata.

    `original` fills in where the newsroom is silent: creator, copyright, terms, source type. Other kinds come back
    as they are. Raises ValueError for a file that is not built as its kind.
    """
    put = {"JPEG": _put_jpeg, "PNG": _put_png, "WEBP": _put_webp}.get(kind)
    return put(without_private(data, kind, words=False), packet(words, original)) if put else data


def packet(words: Words, original: Metadata) -> bytes:
    """The XMP packet; empty where there is nothing to say."""
    simple = {
        "photoshop:Credit": words.credit or original.credit,
        "Iptc4xmpExt:DigitalSourceType": MADE_BY_AI if words.made_by_ai else original.digital_source_type,
        "plus:DataMining": original.data_mining,
    }
    texts = {
        "dc:description": words.caption or original.caption,
        "dc:rights": words.copyright or original.copyright,
        "xmpRights:UsageTerms": original.usage_terms,
        "Iptc4xmpCore:AltTextAccessibility": words.alt or original.alt,
    }
    attributes = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in simple.items() if value)
    elements = "".join(
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(_clean(value))}</rdf:li></rdf:Alt></{name}>'
        for name, value in texts.items()
        if value
    )
    creator = original.creator or words.credit
    if creator:
        elements += f"<dc:creator><rdf:Seq><rdf:li>{escape(_clean(creator))}</rdf:li></rdf:Seq></dc:creator>"
    if not attributes and not elements:
        return b""
    body = f'<rdf:RDF {_SPACES}><rdf:Description rdf:about=""{attributes}>{elements}</rdf:Description></rdf:RDF>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{body}</x:xmpmeta>'.encode()


def _clean(text: str) -> str:
    """On one line, without what XML cannot hold, and short enough for one segment of a JPEG."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:2000]


def _put_jpeg(data: bytes, xmp: bytes) -> bytes:
    if not xmp:
        return data
    # The JFIF head, where there is one, stands first.
    at = 4 + int.from_bytes(data[4:6], "big") if data[2:4] == b"\xff\xe0" else 2
    segment = b"\xff\xe1" + (len(_JPEG_HEAD) + len(xmp) + 2).to_bytes(2, "big") + _JPEG_HEAD + xmp
    return data[:at] + segment + data[at:]


def _put_png(data: bytes, xmp: bytes) -> bytes:
    # Behind the head chunk, which is 25 bytes for every PNG.
    head, rest = data[:33], data[33:]
    if not xmp:
        return data
    body = b"iTXt" + _PNG_HEAD + xmp
    crc = struct.pack(">I", zlib.crc32(body))
    return head + (len(body) - 4).to_bytes(4, "big") + body + crc + rest


def _put_webp(data: bytes, xmp: bytes) -> bytes:
    if not xmp:
        return data
    chunks = data[12:]
    if chunks[:4] == b"VP8X":
        chunks = chunks[:8] + bytes([chunks[8] | 0x04]) + chunks[9:]
    else:
        with Image.open(BytesIO(data)) as image:
            width, height, alpha = *image.size, image.mode == "RGBA"
        flags = 0x04 | (0x10 if alpha else 0)
        canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        chunks = b"VP8X\x0a\x00\x00\x00" + bytes([flags, 0, 0, 0]) + canvas + chunks
    chunks += b"XMP " + len(xmp).to_bytes(4, "little") + xmp + b"\x00" * (len(xmp) % 2)
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks
