const find = (selector, root = document) => root.querySelectorAll(selector)

// Light or dark: follows the system until the reader chooses; only then is the choice stored.
document.querySelector("[data-ld-theme]")?.addEventListener("click", () => {
  const root = document.documentElement
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
  const theme = (root.dataset.theme ?? system) === "dark" ? "light" : "dark"
  try {
    if (theme === system) localStorage.removeItem("theme")
    else localStorage.setItem("theme", theme)
  } catch {} // a browser that stores nothing still switches
  if (theme === system) delete root.dataset.theme
  else root.dataset.theme = theme
})

// Copy: code by its button, and the link to a part by its sign.
const pattern = document.querySelector("#ld-copy").content.firstElementChild
const said = document.querySelector(".ld-said")
let timer

async function copy(text) {
  try { await navigator.clipboard.writeText(text) } catch { return } // not allowed to: say nothing
  said.textContent = pattern.dataset.done
  clearTimeout(timer)
  timer = setTimeout(() => { said.textContent = "" }, 2000)
}

for (const code of find(".md-typeset pre:not(.mermaid) > code")) {
  const button = pattern.cloneNode(true)
  button.addEventListener("click", () => copy(code.textContent.trimEnd()))
  code.parentElement.append(button)
}
for (const link of find(".headerlink")) {
  link.title = pattern.dataset.anchor
  link.addEventListener("click", () => copy(link.href))
}

// What is wider than the page scrolls by key, too.
function scrollable() {
  for (const node of find(".ld-scroll, pre > code, .arithmatex, .ld-math, .mermaid"))
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0
    else node.removeAttribute("tabindex")
}
addEventListener("load", scrollable)
addEventListener("resize", scrollable)

// The contents beside a page say where the reader is.
const links = new Map([...find(".ld-side a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean)
let here
function follow() {
  const above = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3).at(-1)
  if (above === here) return
  links.get(here?.id)?.removeAttribute("aria-current")
  links.get(above?.id)?.setAttribute("aria-current", "true")
  here = above
}
if (heads.length) addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true })
