"""The elements and attributes of SVG that are published: shapes, words, and how they look."""

from __future__ import annotations


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


ELEMENTS = _set(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath "
    "linearGradient radialGradient stop clipPath mask pattern marker switch"
)
WORDS = _set("text tspan textPath")
REFERRING = _set("use linearGradient radialGradient pattern textPath")
# What is drawn again wherever something refers to it; nested, it would grow without bound.
DRAWN_AGAIN = _set("pattern marker mask clipPath")
GEOMETRY = _set(
    "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points transform offset "
    "rotate textLength lengthAdjust startOffset pathLength preserveAspectRatio gradientUnits "
    "gradientTransform spreadMethod patternUnits patternContentUnits patternTransform "
    "clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits refX refY "
    "orient version"
)
LOOKS = _set(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display "
    "visibility overflow clip-path clip-rule mask marker-start marker-mid marker-end "
    "stop-color stop-opacity font-family font-size font-style font-weight font-variant "
    "font-stretch text-anchor text-decoration letter-spacing word-spacing dominant-baseline "
    "alignment-baseline baseline-shift writing-mode paint-order vector-effect "
    "shape-rendering text-rendering"
)
