// From the pages that Pagefind found to the entries that match, best first. search.js loads it with Pagefind.

// Pages that have words of the query side by side come first: where they stand is known before any page is loaded.
export function inOrder(pages, { query, sort }) {
  if (sort.date || !/\S\s+\S/.test(query)) return pages
  return pages
    .map((page) => ({ page, apart: isApart(new Set(page.words)) }))
    .sort((one, other) => one.apart - other.apart)
    .map(({ page }) => page)
}

const isApart = (places) => ![...places].some((at) => places.has(at + 1))

export function entriesIn(pages, question) {
  const results = pages.flatMap((page) => resultsOf(page, question))
  return question.query && !question.sort.date ? results.sort(byRank) : results
}

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
    .filter(([owner]) => !owner || Object.entries(filters).every(([name, value]) => !owner[name] || owner[name].includes(value)))
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
