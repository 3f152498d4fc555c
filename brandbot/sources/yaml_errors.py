"""What the YAML parser could not read, said in words that help."""

from __future__ import annotations

from brandbot.errors import Message

_QUOTES = Message("a value that begins with '@', '%', '`', '*', '&' or '!' needs quotes")
_COLON = Message("a text that holds ': ' needs quotes; or this line stands too far to the right")
_INDENT = Message("this line does not begin below those it belongs to; or a quote stands inside a quoted text")
_BRACKET = Message("the bracket that opens here is not closed; close it, and put texts that begin with '#' in quotes")

# What the parser's problem holds → what to say, and whether it points to where the thing began.
_SENTENCES: tuple[tuple[str, Message, bool], ...] = (
    (r"'\t'", Message("a tab stands here; begin lines with spaces only"), False),
    ("cannot start any token", _QUOTES, False),
    ("found undefined alias", _QUOTES, False),
    ("expected alphabetic or numeric", _QUOTES, False),
    ("mapping values are not allowed", _COLON, False),
    ("found another document", Message("'---' begins a second document; take that line away"), False),
    ("found duplicate anchor", _QUOTES, False),
    ("expected <block end>", _INDENT, False),
    ("document start", _INDENT, False),
    (
        "sequence entries are not allowed",
        Message("a list begins on a line of its own: put '- ' on the next line"),
        False,
    ),
    ("chomping or indentation", Message("a value that begins with '|' or '>' needs quotes"), False),
    ("escape", Message("a text with '\\' needs single quotes instead of double ones"), False),
    ("expected ',' or", _BRACKET, True),
    ("expected the node content", _BRACKET, True),
    ("could not find expected ':'", Message("a ':' and a space are missing after the key"), True),
)
_QUOTE = Message("the quotation mark that opens here is never closed")
LOOK_CLOSELY = Message("this line can't be read; look at its spaces, colons, brackets and quotation marks")


def message_of(problem: str, context: str) -> tuple[Message, bool]:
    """What to say about a parser's problem; True where it points to the beginning of the thing."""
    if "quoted scalar" in context and "escape" not in problem:
        return _QUOTE, True
    for part, message, at_start in _SENTENCES:
        if part in problem:
            return message, at_start
    return LOOK_CLOSELY, False
