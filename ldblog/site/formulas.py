"""Formulas as MathML, which browsers draw themselves: no script, and nothing that moves.

What cannot be read as a formula stays as its source, for KaTeX in the reader's browser.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import nh3
from math_core import LatexError, LatexToMathML

# As arithmatex writes them, and the sanitiser leaves them.
_FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\s*'
    r"\\(?P<open>[(\[])(?P<tex>[^<>]*)\\[)\]]\s*</(?P=tag)>"
)
_TAGS = """menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot
    mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover math"""
_ATTRIBUTES = """accent accentunder columnalign columnspan depth dir display displaystyle fence form
    height largeop linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace
    scriptlevel separator stretchy style symmetric voffset width"""
_STYLES = """border-bottom border-left border-right border-top color justify-items padding-left
    padding-right text-align"""


def set_formulas(html: str) -> str:
    """Return a fragment of sanitised HTML with its formulas as MathML."""
    return _FORMULA.sub(_set_formula, html) if "arithmatex" in html else html


def _set_formula(found: re.Match[str]) -> str:
    is_display = found["open"] == "["
    try:
        math = _converter().convert_with_local_state(
            unescape(found["tex"]).strip(), displaystyle=is_display
        )
    except LatexError:
        return found[0]
    return f'<{found["tag"]} class="ld-math">{_cleaner().clean(math)}</{found["tag"]}>'


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


@cache
def _cleaner() -> nh3.Cleaner:
    """Return a cleaner for what the converter wrote, so that not all depends on its escaping."""
    return nh3.Cleaner(
        tags=set(_TAGS.split()),
        attributes={tag: set(_ATTRIBUTES.split()) for tag in _TAGS.split()},
        filter_style_properties=set(_STYLES.split()),
    )
