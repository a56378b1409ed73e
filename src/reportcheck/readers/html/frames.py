"""A page that shows another → where that other stands, and its content where the page carries it itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

FRAME = "frame"
"""The name under which the address of a frame stands among the statements of a page about itself."""

_ADDRESSES = {"frame": "src", "iframe": "src", "object": "data", "embed": "src"}
_NO_ADDRESS = ("about:", "javascript:", "data:", "#")


def frame_addresses(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every frame and embedded document of the page with the address it shows, as printed."""
    for element in root.iter(*_ADDRESSES):
        address = " ".join((element.get(_ADDRESSES[str(element.tag)]) or "").split())
        if address and not address.lower().startswith(_NO_ADDRESS):
            yield element, address


def put_in_frames(root: etree._Element, parse: Callable[[bytes], etree._Element | None]) -> None:
    """Puts the document an iframe carries in `srcdoc` inside it, where that is more than the page says itself."""
    framed = [frame for frame in root.iter("iframe") if frame.get("srcdoc")]
    if not framed:
        return
    own = len("".join(etree.tostring(root, method="text", encoding="unicode").split()))
    for frame in framed:
        inner = parse((frame.get("srcdoc") or "").encode())
        if inner is None or len("".join(etree.tostring(inner, method="text", encoding="unicode").split())) <= own:
            continue
        for element in inner.iter():
            element.sourceline = (element.sourceline or 1) + (frame.sourceline or 1) - 1  # type: ignore[misc]
        frame.text = None
        frame.append(inner)
