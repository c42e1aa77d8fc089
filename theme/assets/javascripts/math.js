// What the build could not set as MathML is still \(…\) or \[…\]: KaTeX reads some more; the rest stays as its source.
// KaTeX is more than all the rest of a page, so it comes when a formula is in view, or the reader scrolls.
{
  const vendor = new URL("../vendor/katex/", document.currentScript.src)
  const formulas = document.querySelectorAll(".arithmatex")

  function set() {
    for (const node of formulas) {
      const source = node.textContent.trim()
      katex.render(source.slice(2, -2), node, {
        displayMode: source.startsWith("\\["),
        throwOnError: false,
        trust: false, // no links, pictures or styles
        maxSize: 20, // in em: a formula stays where it stands
      })
    }
    dispatchEvent(new Event("resize")) // a wide one scrolls by key
  }

  let asked = false
  function load() {
    if (asked) return
    asked = true
    near.disconnect()
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("katex.min.css", vendor) })
    const script = Object.assign(document.createElement("script"), { src: new URL("katex.min.js", vendor) })
    const styled = new Promise((resolve) => style.addEventListener("load", resolve))
    script.addEventListener("load", () => styled.then(set))
    document.head.append(style, script)
  }

  const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load())
  for (const node of formulas) near.observe(node)
  addEventListener("scroll", load, { once: true, passive: true })
}
