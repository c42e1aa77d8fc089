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

// What Material's script adds to code and tables: one landmark a code block is too many, and a wide table scrolls by key.
addEventListener("load", () => {
  for (const node of document.querySelectorAll(".md-code__nav")) node.role = "presentation"
  for (const node of document.querySelectorAll(".md-typeset__scrollwrap"))
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0
})
