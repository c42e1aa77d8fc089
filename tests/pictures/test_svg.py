"""SVG: shapes and words stay, and nothing that runs, is fetched, or is not seen."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.pictures import svg
from ldblog.pictures.svg import SvgError, clean_svg
from ldblog.pictures.svg_names import ELEMENTS, GEOMETRY, LOOKS

SPACE = "http://www.w3.org/2000/svg"
HEAD = f'<svg xmlns="{SPACE}" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'


def clean(inside: str) -> str:
    """Return what becomes of something in an SVG, without the SVG around it."""
    text = clean_svg(f"{HEAD}{inside}</svg>".encode()).decode()
    start, end = f'<svg xmlns="{SPACE}" width="9" height="9">', "</svg>\n"
    assert text.startswith(start)
    assert text.endswith(end)
    return text.removeprefix(start).removesuffix(end)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect x="1" y="1.5" width="5%" height="5" fill="#f00" transform="rotate(45)"></rect>',
        '<path d="M0 0 L1,1z" stroke="rgb(1, 2, 3)" stroke-dasharray="1 2"></path>',
        '<text x="1" font-family="\'DejaVu Sans\', serif">a &lt; <tspan dy="1">b</tspan> c</text>',
        '<g><g opacity=".5"><circle r="1"></circle></g></g>',
        '<text xml:space="preserve"> a  b </text>',
    ],
)
def test_shapes_and_words_stay(inside: str) -> None:
    assert clean(inside) == inside


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        "<style>* {fill: red}</style>",
        "<metadata>cAnArY</metadata><title>cAnArY</title><desc>cAnArY</desc>",
        "<!-- cAnArY --><?php cAnArY ?>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>cAnArY</body></foreignObject>",
        '<image href="https://evil.example/x.png"/><image href="data:image/png;base64,AAAA"/>',
        '<use href="https://evil.example/x.svg#a"/><use xlink:href="data:x"/><use href="#none"/>',
        "<animate attributeName='href' to='javascript:alert(1)'/><set/><handler/><iframe/>",
        "<g xmlns='urn:x'><rect/></g>",
        "cAnArY between shapes",
        '<g display="none"><text>cAnArY</text></g><g style="display: none"><rect/></g>',
        '<text visibility="hidden">cAnArY</text>',
        "<feImage/><filter><feFlood/></filter>",
    ],
)
def test_what_runs_is_fetched_or_is_not_seen_goes(inside: str) -> None:
    assert clean(inside) == ""


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'class="cAnArY"',
        'id="cAnArY"',
        'data-x="cAnArY"',
        'style="behavior:url(x);--x:cAnArY"',
        'fill="url(https://evil.example/#a)"',
        'fill="url(#none)"',
        'fill="url(#a) url(https://evil.example)"',
        "fill=\"image-set('x')\"",
        'fill="u\\72l(x)"',
        'style="fill:url(//evil.example)"',
        'clip-path="url(#none)"',
        'filter="url(#f)"',
        'xlink:href="javascript:alert(1)"',
        'href="#a"',
        'font-family="expression(alert(1))"',
    ],
)
def test_an_attribute_that_is_not_allowed_goes(attribute: str) -> None:
    assert clean(f"<rect {attribute} />") == "<rect></rect>"


def test_a_link_becomes_a_group() -> None:
    inside = '<a href="javascript:alert(1)" target="_top"><rect/></a>'
    assert clean(inside) == "<g><rect></rect></g>"


def test_an_inline_style_becomes_attributes() -> None:
    inside = '<rect style="fill: #f00; stroke:none;; opacity:.5; position:fixed"/>'
    assert clean(inside) == '<rect fill="#f00" stroke="none" opacity=".5"></rect>'


def test_names_that_are_referred_to_are_numbered_and_others_go() -> None:
    inside = (
        '<defs><linearGradient id="cAnArY" href="#mark"><stop offset="1"/></linearGradient>'
        '<path id="mark" d="M0 0"/><path id="unused"/><path id="mark"/></defs>'
        '<rect fill="url(\'#cAnArY\')"/><use xlink:href="#mark" x="1"/>'
    )
    assert clean(inside) == (
        '<defs><linearGradient id="i1" href="#i2"><stop offset="1"></stop></linearGradient>'
        '<path id="i2" d="M0 0"></path><path></path><path></path></defs>'
        '<rect fill="url(#i1)"></rect><use href="#i2" x="1"></use>'
    )


def test_nothing_is_drawn_again_within_what_is_drawn_again() -> None:
    nested = '<g id="a"><use href="#b"/></g><rect id="b"/><use href="#a"/>'
    assert clean(nested) == '<g><use href="#i1"></use></g><rect id="i1"></rect>'.replace(
        "<g>", '<g id="i1">'
    ).replace('href="#i1"', 'href="#i2"').replace('<rect id="i1">', '<rect id="i2">')
    patterns = (
        '<pattern id="p"><rect fill="url(#q)"/><rect fill="url(#g)"/></pattern>'
        '<pattern id="q"/><linearGradient id="g"/><rect fill="url(#p)"/>'
    )
    text = clean(patterns)
    assert text.count("url(") == 2
    assert '<rect fill="url(#i3)"></rect></pattern>' in text


def test_a_doctype_as_tools_write_it_is_fine_and_what_is_named_is_utf_8() -> None:
    doctype = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    raw = f"\ufeff{doctype}{HEAD}<text>é</text></svg>".encode()
    assert "<text>é</text>" in clean_svg(raw).decode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "it cannot be read as SVG"),
        (b"<svg", "it cannot be read as SVG"),
        (b"\xff\xfe<", "it cannot be read as SVG"),
        (b"<html/>", "it is no SVG"),
        (b"<svg xmlns='urn:x'/>", "it is no SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "it has a DTD"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><svg/>', "it has a DTD"),
        (f"{HEAD}&nbsp;</svg>".encode(), "it cannot be read as SVG"),
        (HEAD.encode() * 200 + b"</svg>" * 200, "it has too many elements, or nests too deeply"),
        (f"{HEAD}{'<g/>' * svg.MAX_ELEMENTS}</svg>".encode(), "it has too many elements"),
    ],
)
def test_anything_else_is_refused_with_the_reason(raw: bytes, message: str) -> None:
    with pytest.raises(SvgError, match=message):
        clean_svg(raw)


def test_drawing_one_thing_again_and_again_is_refused() -> None:
    much = f'<g id="a">{"<rect/>" * 1000}</g>' + '<use href="#a"/>' * 1000
    with pytest.raises(SvgError, match="draws too much"):
        clean(much)


NAMES = [
    "svg",
    "g",
    "a",
    "use",
    "rect",
    "text",
    "script",
    "style",
    "foreignObject",
    "animate",
    "image",
]
ATTRIBUTES = ["id", "href", "xlink:href", "fill", "style", "onload", "class", "x", "transform"]
VALUES = [
    "#a",
    "a",
    "url(#a)",
    "url(x)",
    "javascript:alert(1)",
    "fill:url(#a);x",
    "1",
    "<&\"'",
    "none",
]


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(st.sampled_from(NAMES))
    keys = draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=3))
    given_ = {key: draw(st.sampled_from(VALUES)) for key in keys}
    body = draw(st.lists(elements(depth - 1), max_size=3)) if depth else []
    node = ET.Element(name, given_)
    text = ET.tostring(node, encoding="unicode", short_empty_elements=False)
    return text.replace(f"</{name}>", f"t{''.join(body)}</{name}>")


@given(elements())
def test_whatever_goes_in_what_comes_out_is_on_the_list(inside: str) -> None:
    root = ET.fromstring(clean_svg(f"{HEAD}{inside}</svg>".encode()))  # noqa: S314
    for node in root.iter():
        assert node.tag.removeprefix(f"{{{SPACE}}}") in ELEMENTS
        for key, value in node.attrib.items():
            assert key in {"id", "href", *GEOMETRY, *LOOKS}
            assert "javascript" not in value
            assert "url" not in value or value.startswith("url(#i")
    again = clean_svg(ET.tostring(root))
    assert clean_svg(again) == again
