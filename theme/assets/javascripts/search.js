// Search: Pagefind finds pages, and this shows what of them matches by entry, with its person and session.
// Nothing is loaded before the dialog opens, and nothing is stored. The words it shows are in search-dialog.html.
const dialog = document.querySelector(".ld-search")
const form = dialog.querySelector("form")
const input = form.elements.q
const status = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const more = dialog.querySelector("[data-ld-more]")
const FILTERS = ["topic", "person", "team", "year"]
const BATCH = 5 // pages looked at together
const ENOUGH = 10 // results shown at once
const PAUSE = 100 // milliseconds without a key before a search: each one loads pieces of the index

let engine // a promise of Pagefind, once asked for
let latest = 0 // searches that are not the latest show nothing
let timer

async function load() {
  const pagefind = await import(new URL("../../pagefind/pagefind.js", import.meta.url))
  const made = pagefind.createInstance({ noWorker: true, ranking: { metaWeights: { entries: 0 } } })
  await made.init()
  return made
}

const loaded = () => (engine ??= load().catch((error) => { engine = undefined; throw error }))

// ---- What is asked for ----

function asked() {
  const filters = {}
  for (const name of FILTERS) if (form.elements[name].value) filters[name] = form.elements[name].value
  const sort = form.elements.sort.value
  return { query: input.value.trim(), filters, sort: sort ? { [sort]: "desc" } : {} }
}

// The address says what is searched for only when the reader pressed Enter, so that the way back leads here.
function address(chosen) {
  const url = new URL(location.href)
  for (const { name } of form.elements) if (name) url.searchParams.delete(name)
  if (chosen) for (const [name, value] of new FormData(form)) if (value) url.searchParams.set(name, value)
  if (url.href !== location.href) history.replaceState(history.state, "", url)
}

// ---- From pages to entries ----

// Who wrote the entry under each heading: "anchor | people | topic | teams || …", as the post's template says.
function entriesOf(page) {
  const entries = new Map()
  for (const line of page.meta.entries?.split("||") ?? []) {
    const [anchor, person, topic, team] = line.split("|").map((part) => part.trim())
    entries.set(anchor, { person: person.split("; "), topic: [topic], team: team.split("; "), anchor })
  }
  return entries
}

// The entry that each heading belongs to: an entry's own, or one of a lower level below it.
function ownersOf(page, entries) {
  const owners = new Map()
  let owner
  for (const { id, element } of page.anchors.filter(({ element }) => /^h\d$/.test(element))) {
    owner = entries.get(id) ?? (element > "h3" ? owner : undefined)
    owners.set(id, owner)
  }
  return owners
}

function resultsOf(page, { query, filters }) {
  const terms = [...new Set(words(fold(query)))].filter(Boolean)
  const entries = entriesOf(page)
  const owners = ownersOf(page, entries)
  const found = new Map()
  for (const part of page.sub_results) {
    const owner = owners.get(part.anchor?.id)
    const best = found.get(owner)
    const locations = [...(best?.locations ?? []), ...part.locations]
    found.set(owner, { ...(best?.size >= part.locations.length ? best : { ...part, size: part.locations.length }), locations })
  }
  if (!query) for (const owner of entries.values()) found.set(owner, opening(page, owner))
  if (found.size > 1) found.delete(undefined) // what stands above the entries says what they say
  return [...found]
    .filter(([owner]) => !owner || FILTERS.every((name) => !filters[name] || !owner[name] || owner[name].includes(filters[name])))
    .map(([owner, part]) => resultOf(page, owner, part, terms))
    .filter((result) => result.rank[0] < terms.length || !terms.length || terms.some((term) => isLike(result.title, term)))
}

const words = (text) => text.split(/[\r\n\s]+/)

function opening(page, { anchor }) {
  const { text, location } = page.anchors.find(({ id }) => id === anchor) ?? { text: "", location: 0 }
  const start = location + words(text).length
  return { url: `${page.url}#${anchor}`, excerpt: words(page.content).slice(start, start + 30).join(" "), locations: [] }
}

function resultOf(page, owner, part, terms) {
  const heading = owner && page.anchors.find(({ id }) => id === owner.anchor)?.text
  const { title, by, date } = page.meta
  return {
    url: part?.url ?? page.url,
    title: heading || title,
    where: [heading ? title : by, title.includes(date) ? "" : date].filter(Boolean).join(" · "),
    topic: owner?.topic[0],
    excerpt: part?.excerpt ?? page.excerpt,
    rank: rank(page, part?.locations ?? [], terms),
  }
}

// A page matches when its words are anywhere on it. Better are entries that have all of them, side by side, and often.
function rank(page, locations, terms) {
  const text = words(page.content)
  const here = [...locations].sort((a, b) => a - b).map((at) => ({ at, term: terms.find((term) => isLike(text[at] ?? "", term)) }))
  const known = here.filter(({ term }) => term)
  const together = known.some(({ at, term }, index) => known[index + 1]?.at === at + 1 && known[index + 1].term !== term)
  return [terms.length - new Set(known.map(({ term }) => term)).size, together ? 0 : 1, -known.length]
}

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")

// Whether a word may be a form of another. Pagefind finds what merely begins alike, too: “x” for “xylophone”.
function isLike(word, term) {
  const [one, stem] = [fold(word).replace(/[^\p{L}\p{N}]+$/u, ""), term.slice(0, Math.max(3, term.length - 3))]
  return one.includes(stem) || (one.length > 2 && stem.startsWith(one))
}

function byRank({ rank: one }, { rank: other }) {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : one[at] - other[at]
}

// ---- What is shown ----

function node(tag, name, ...children) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...children)
  return made
}

// Pagefind marks words as HTML; here they become text and marks, and no HTML.
function marked(html, title) {
  const plain = html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replace(/\\[()]/g, "")
  const text = plain.startsWith(title) ? plain.slice(title.length).replace(/^[.\s]+/, "") : plain
  return text.split(/<mark>(.*?)<\/mark>/s).map((part, index) => (index % 2 ? node("mark", "", part) : part))
}

function show({ url, title, where, topic, excerpt }) {
  const head = node("span", "ld-search__title", title)
  if (topic) head.append(" ", node("span", "ld-search__topic", topic))
  const link = node("a", "", head, node("span", "ld-search__where", where), node("span", "ld-search__excerpt", ...marked(excerpt, title)))
  link.href = url
  list.append(node("li", "", link))
}

function say(kind, values = {}) {
  status.textContent = kind ? dialog.dataset[kind].replace(/\{(\w+)\}/g, (_, name) => values[name]) : ""
}

function showMore(pages, question, number) {
  let next = 0
  const waiting = []
  const goOn = async () => {
    while (waiting.length < ENOUGH && next < pages.length) {
      const batch = await Promise.all(pages.slice(next, next + BATCH).map((page) => page.data()))
      if (number !== latest) return
      next += BATCH
      const results = batch.flatMap((page) => resultsOf(page, question))
      waiting.push(...(question.query && !question.sort.date ? results.sort(byRank) : results))
    }
    for (const result of waiting.splice(0, ENOUGH)) show(result)
    const count = list.children.length
    more.hidden = !waiting.length && next >= pages.length
    if (!count) say(question.query ? "none" : "nothing", question)
    else say(count === 1 ? "one" : more.hidden ? "many" : "first", { count })
  }
  more.onclick = async () => {
    const count = list.children.length
    await goOn().catch(() => say("broken"))
    list.children[count]?.firstChild.focus()
  }
  return goOn()
}

async function search() {
  const number = ++latest
  const question = asked()
  const chosen = Object.keys(question.filters).length > 0
  try {
    const pagefind = await loaded()
    if (number !== latest) return
    const sort = question.query ? question.sort : { date: "desc" }
    const options = { filters: question.filters, sort }
    const found = question.query || chosen ? await pagefind.search(question.query || null, options) : { results: [] }
    if (number !== latest) return
    list.replaceChildren()
    more.hidden = true
    if (question.query || chosen) await showMore(found.results, question, number)
    else say("")
  } catch {
    if (number === latest) say("broken")
  }
}

// ---- Filters: their values are loaded when the reader looks at them ----

async function fill() {
  const values = await (await loaded()).filters()
  for (const name of FILTERS) {
    const select = form.elements[name]
    const known = Object.keys(values[name] ?? {}).filter(Boolean).sort((a, b) => a.localeCompare(b))
    if (name === "year") known.reverse()
    const { value } = select
    select.length = 1
    for (const one of known) select.add(new Option(one, one))
    select.value = value
    select.parentElement.hidden = !known.length
  }
}

const filled = () => fill().catch(() => say("broken"))

// ---- Open, close, and keys ----

function open() {
  if (dialog.open) return
  dialog.showModal()
  input.select()
  loaded().catch(() => say("broken"))
}

// Where the address says what to search for, it is searched for at once.
async function reopen() {
  const given = new URL(location.href).searchParams
  const names = [...FILTERS, "q"].filter((name) => given.get(name))
  if (!names.length) return
  open()
  if (names.some((name) => name !== "q")) {
    dialog.querySelector("details").open = true
    await filled()
  }
  for (const [name, value] of given) if (form.elements[name]) form.elements[name].value = value
  search()
}

function move(step) {
  const stops = [input, ...list.querySelectorAll("a")]
  const at = stops.indexOf(document.activeElement)
  const to = stops[Math.min(Math.max(at + step, 0), stops.length - 1)]
  to.focus()
  if (to !== input) to.scrollIntoView({ block: "nearest" })
}

const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)

document.querySelector("[data-ld-search]").addEventListener("click", open)
dialog.querySelector("[data-ld-close]").addEventListener("click", () => dialog.close())
dialog.querySelector("details").addEventListener("toggle", filled, { once: true })
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
dialog.addEventListener("close", () => { clearTimeout(timer); address(false) })
list.addEventListener("click", (event) => {
  const link = event.target.closest("a")
  if (link?.pathname === location.pathname && link.search === location.search) dialog.close()
})

addEventListener("keydown", (event) => {
  const combined = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)
  if (!combined && !slash) return
  event.preventDefault()
  open()
})
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault() // or a field for searching is emptied first
    dialog.close()
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || event.target.tagName === "SELECT") return
  event.preventDefault()
  move(step)
})
form.addEventListener("submit", (event) => {
  event.preventDefault()
  address(true)
  move(1)
})
form.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(search, PAUSE)
})
reopen()
