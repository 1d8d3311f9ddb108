"""Why something could not be fetched, in the language of the screen.

The wire says its reasons in plain English, with names and numbers in them (`sentences` does the same for what readers
of formats say). A reason that nobody here knows is shown as it came.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.desk.sentences import spoken
from redaksi.formats.sentences import Phrasebook

FETCHING: Final = (
    _("no answer in time"),
    _("too slow"),
    _("the address cannot be understood"),
    _("an address is needed"),
    _("only http and https addresses are fetched"),
    _("addresses of the kind {scheme} are not fetched"),
    _("it points at a private address"),
    _("the name has no address"),
    _("more than {number} redirects"),
    _("redirects to another server with our key in the address"),
    _("the key in the address is not stored for this server; enter it again"),
    _("answered {status}"),
    _("the hub {host} answered {status}"),
    _("refuses us ({status}); account or password may be wrong"),
    _("refuses us; account or password may be wrong"),
    _("the address is gone for good (410)"),
    _("asks for patience ({status})"),
    _("larger than {size} bytes and left where it is: {files}"),
    _("larger or slower than allowed"),
    _("no feed was found at this address"),
    _("the feed names no hub; it is fetched at its interval"),
    _("the hub would learn the key in our address; it is fetched at its interval"),
    _("the fetch failed: {error}"),
    _("sockets of this machine are not fetched from"),
    _("watched folders lie under {folder}"),
    _("there is no such folder yet"),
    _("there is no folder {folder}"),
    _("an FTP address is ftp://host/folder or ftps://host/folder"),
    _("an SFTP address is sftp://host/folder"),
    _("a mailbox address is imaps://host/folder"),
    _("offers no protected connection (TLS)"),
    _("the server hung up"),
    _("the mailbox cannot be searched"),
    _("the mailbox cannot be read"),
    _("message {number} cannot be fetched"),
    _("message {number} is larger than {size} bytes and was left in the mailbox"),
    _("in quarantine: {told}"),
    _("the stored password cannot be opened: the secret key of this newsroom was changed; enter it again"),
    _(
        "refused: the server shows another key ({other}) than the one it is known by ({known}); "
        "ask the sender, then accept the new key"
    ),
)
"""Reasons as they are said in English; the same words are the message that is translated."""

SYSTEM: Final = (
    (r".*CERTIFICATE_VERIFY_FAILED.*expired.*", _("the certificate of the server has expired")),
    (r".*CERTIFICATE_VERIFY_FAILED.*[Hh]ostname mismatch.*", _("the certificate of the server is for another name")),
    (r".*CERTIFICATE_VERIFY_FAILED.*", _("the certificate of the server cannot be trusted")),
    (r".*\b(?:SSL|TLS)\b.*", _("no protected connection (TLS) could be made")),
    (r"the name has no address \(.*\)", _("the name has no address")),
    (r".*(?:Connection refused|ECONNREFUSED).*", _("nobody answers at this address")),
    (r".*(?:Network is unreachable|No route to host).*", _("the network does not lead there")),
    (r".*(?:timed out|Timeout).*", _("no answer in time")),
    (r".*(?:Connection reset|[Ss]erver disconnected|peer closed connection|Broken pipe).*", _("the server hung up")),
    (
        r".*(?:AUTHENTICATIONFAILED|[Ll]ogin incorrect|wrong password|[Aa]uthentication failed|^530 ).*",
        _("account or password are wrong"),
    ),
    (r".*No such file or directory.*", _("there is no such file or folder")),
    (r".*Permission denied.*", _("we are not allowed to read it")),
    (r".*No space left on device.*", _("the disk is full")),
    (
        r".*(?:Illegal header|illegal chunk|Invalid chunk|ReadError|RemoteProtocolError).*",
        _("the answer of the server was broken"),
    ),
)
"""What operating system, TLS and other programs say, as patterns, and our words for it."""

_BOOK: Final = Phrasebook(FETCHING)
_NAMED: Final = re.compile(r"([\w.\-/]{1,200}): (.+)", re.DOTALL)


def in_words(reason: str) -> str:
    """`reason` of a fetch or of a reader in the language of the screen; host or file name in front are kept."""
    reason = reason.strip()[:2000]
    if said := _BOOK.take_apart(reason):
        values = {name: in_words(value) if name == "told" else value for name, value in said.values.items()}
        return gettext(said.template).format(**values)
    named = _NAMED.fullmatch(reason)
    if named and (rest := in_words(named[2])) != named[2]:
        return f"{named[1]}: {rest}"
    for pattern, message in SYSTEM:
        if re.fullmatch(pattern, reason, re.DOTALL):
            return gettext(message)
    return spoken(reason)
