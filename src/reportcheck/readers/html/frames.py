"""A page that shows another → where that other stands, and its content where the page carries it itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

FRAME = "frame"
"""The name under which the address of a frame stands among the statements of a page about itself."""

ADDRESSES = {"frame": "src", "iframe": "src", "object": "data", "embed": "src"}
_NO_ADDRESS = ("about:", "javascript:", "data:", "#")


def frame_addresses(elements: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
    """Every frame and embedded document among the elements with the address it shows, as printed."""
    for element in elements:
        if element.tag not in ADDRESSES:
            continue
        address = " ".join((element.get(ADDRESSES[str(element.tag)]) or "").split())
        if address and not address.lower().startswith(_NO_ADDRESS):
            yield element, address


def put_in_frames(
    root: etree._Element, elements: Iterable[etree._Element], parse: Callable[[bytes], etree._Element | None]
) -> bool:
    """Puts the document an iframe carries in `srcdoc` inside it, where that is more than the page says itself.

    `elements` has all frames of the page; whether one had a document.
    """
    framed = [element for element in elements if element.tag == "iframe" and element.get("srcdoc")]
    if not framed:
        return False
    own = len("".join(etree.tostring(root, method="text", encoding="unicode").split()))
    for frame in framed:
        inner = parse((frame.get("srcdoc") or "").encode())
        if inner is None or len("".join(etree.tostring(inner, method="text", encoding="unicode").split())) <= own:
            continue
        for element in inner.iter():
            element.sourceline = (element.sourceline or 1) + (frame.sourceline or 1) - 1  # type: ignore[misc]
        frame.text = None
        frame.append(inner)
    return True
