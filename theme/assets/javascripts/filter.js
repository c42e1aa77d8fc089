// Try it: the two lists above the things filter them. Without this script they are links to what they name.
{
  const page = document.querySelector(".ld-try-page")
  const [kinds, topics] = page.querySelectorAll("h1 ~ ul")
  const chosen = new Map()
  const lists = [...page.querySelectorAll("h2")].map(head => [head, head.nextElementSibling])

  const show = () => {
    for (const [head, list] of lists) {
      const kind = chosen.get(kinds)
      const fits = !kind || kind.hash === `#${head.id}`
      for (const item of list.children)
        item.hidden = !fits || (chosen.has(topics) && ![...item.querySelectorAll("a")].some(a => a.href === chosen.get(topics).href))
      head.hidden = list.hidden = [...list.children].every(item => item.hidden)
    }
    for (const link of page.querySelectorAll("[aria-pressed]")) link.ariaPressed = chosen.get(link.closest("ul")) === link
  }

  for (const list of [kinds, topics])
    for (const link of list?.querySelectorAll("a") ?? []) {
      link.role = "button"
      link.ariaPressed = "false"
      link.addEventListener("click", event => {
        event.preventDefault()
        if (chosen.get(list) === link) chosen.delete(list)
        else chosen.set(list, link)
        show()
      })
      link.addEventListener("keydown", event => { if (event.key === " ") { event.preventDefault(); link.click() } })
    }
}
