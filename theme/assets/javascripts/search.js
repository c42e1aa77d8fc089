// Search: Pagefind finds pages, search-entries.js what of them matches, and this shows it by entry.
// Nothing more is loaded before the dialog opens, and nothing is stored. The words it shows are in search-dialog.html.
const dialog = document.querySelector(".ld-search")
const form = dialog.querySelector("form")
const input = form.elements.q
const status = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const more = dialog.querySelector("[data-ld-more]")
const FILTERS = ["topic", "person", "team", "year"]
const ENOUGH = 10 // results shown at once
// Each search loads a piece of the index for each word, and the text of the pages that it shows. So while somebody
// types (milliseconds without a key): few pages first, more after a rest, and a letter or two may become a word, of
// which every piece would be loaded that has words that begin so.
const [FEW, MANY] = [2, 5]
const [PAUSE, LONG_PAUSE, REST] = [100, 400, 400]

let engine // a promise of Pagefind, once asked for
let latest = 0 // searches that are not the latest show nothing
let timer

async function load() {
  const [pagefind, entries] = await Promise.all([import("../../pagefind/pagefind.js"), import("./search-entries.js")])
  const made = pagefind.createInstance({ noWorker: true, ranking: { metaWeights: { entries: 0 } } })
  await made.init()
  return { ...made, ...entries }
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

async function showFound(engine, pages, question, number) {
  const ordered = engine.inOrder(pages, question)
  const waiting = []
  let next = 0
  const add = async (wanted, together) => {
    while (waiting.length < wanted && next < ordered.length) {
      const batch = await Promise.all(ordered.slice(next, next + together).map((page) => page.data()))
      if (number !== latest) return
      next += together
      waiting.push(...engine.entriesIn(batch, question))
    }
    waiting.splice(0, ENOUGH - (list.children.length % ENOUGH)).forEach(show)
  }
  const tell = () => {
    const count = list.children.length
    more.hidden = !waiting.length && next >= ordered.length
    if (!count) say(question.query ? "none" : "nothing", question)
    else say(count === 1 ? "one" : more.hidden ? "many" : "first", { count })
  }
  more.onclick = async () => {
    const count = list.children.length
    await add(ENOUGH, MANY).then(tell, () => say("broken"))
    list.children[count]?.firstChild.focus()
  }
  await add(1, FEW)
  const shown = list.children.length
  if (shown < ENOUGH && next < ordered.length) {
    await new Promise((rested) => setTimeout(rested, REST))
    if (number === latest) await add(ENOUGH - shown, MANY)
  }
  if (number === latest) tell()
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
    if (question.query || chosen) await showFound(pagefind, found.results, question, number)
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
  latest++
  timer = setTimeout(search, /(?:^|\s)\S{1,2}$/.test(input.value) ? LONG_PAUSE : PAUSE)
})
reopen()
