"""Formulas are set at build time, and none of them can say anything but mathematics."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldblog.site.formulas import set_formulas

INLINE = r'<p>So <span class="arithmatex">\({}\)</span>.</p>'
DISPLAY = '<div class="arithmatex">\n\\[{}\\]</div>'


def test_text_and_code_stay_as_they_are() -> None:
    html = r"<p>\(x\) and <code>\(y\)</code></p>"
    assert set_formulas(html) == html


def test_a_formula_in_a_line_is_mathml() -> None:
    assert set_formulas(INLINE.format(r"p &lt; \frac{1}{2}")) == (
        '<p>So <span class="ld-math"><math><mi>p</mi><mo>&lt;</mo>'
        "<mfrac><mn>1</mn><mn>2</mn></mfrac></math></span>.</p>"
    )


def test_a_formula_of_its_own_is_a_block_of_mathml() -> None:
    html = set_formulas(DISPLAY.format(r"\begin{aligned} a &amp;= b \end{aligned}"))
    assert html.startswith('<div class="ld-math"><math display="block"><mtable')
    assert 'style="text-align:right' in html


@pytest.mark.parametrize("tex", [r"\foo", r"\frac{a", r"\href{javascript:alert(1)}{x}"])
def test_what_is_no_formula_stays_as_its_source(tex: str) -> None:
    assert set_formulas(INLINE.format(tex)) == INLINE.format(tex)


def test_markup_in_the_text_of_a_formula_is_text() -> None:
    html = set_formulas(INLINE.format(r"\text{&lt;img src=x onerror=alert(1)&gt;}"))
    assert "<mtext>&lt;img&nbsp;src=x&nbsp;onerror=alert(1)&gt;</mtext>" in html


@given(
    st.text(alphabet=r"\{}^_&<>\"'()[]ab1 ", max_size=40)
    | st.lists(
        st.sampled_from([r"\text{", r"\frac", r"\def", r"\class{", "<b>", "<script>", "}", "x"])
    ).map("".join)
)
def test_no_formula_brings_any_other_element(tex: str) -> None:
    escaped = tex.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = set_formulas(INLINE.format(escaped))
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"p", "span"} | set(
        re.findall(r"</?(m[a-z]+)", html)
    )
    assert not re.search(r"<[^>]* (?:on\w+|href|src)=", html)
