// Diagrams, drawn by Mermaid in the colours of the page; one that it cannot read stays as its source.
// Mermaid is large, so it comes when a diagram is near.
{
  const source = new URL("../vendor/mermaid/mermaid.tiny.js", document.currentScript.src)
  const looks = `
    .node :is(rect, circle, ellipse, polygon, path), .actor, .labelBox, .note { fill: var(--glow) !important; stroke: var(--amber) !important }
    .cluster rect { fill: var(--well) !important; stroke: var(--line) !important }
    .flowchart-link, .messageLine0, .messageLine1, .relation, .transition, .actor-line { stroke: var(--ink-soft) !important }
    .marker, marker path { fill: var(--ink-soft) !important; stroke: var(--ink-soft) !important }
    text, tspan, .nodeLabel, .edgeLabel, .messageText { fill: var(--ink) !important; color: var(--ink) !important }
    .edgeLabel, .labelBkg, .edgeLabel rect { background: var(--paper) !important; fill: var(--paper) }`

  let count = 0
  async function draw(node) {
    const { svg } = await mermaid.render(`ld-diagram-${count++}`, node.textContent)
    node.innerHTML = svg
    node.classList.add("mermaid--drawn")
  }

  function start() {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "neutral", fontFamily: "var(--sans)", themeCSS: looks })
    return nodes.reduce((before, node) => before.then(() => draw(node)).catch(() => {}), Promise.resolve())
  }

  const nodes = [...document.querySelectorAll("pre.mermaid")]
  let asked = false
  function load() {
    if (asked) return
    asked = true
    near.disconnect()
    const script = Object.assign(document.createElement("script"), { src: source })
    script.addEventListener("load", start)
    document.head.append(script)
  }

  const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load(), { rootMargin: "50%" })
  for (const node of nodes) near.observe(node)

  // Printing waits for nobody: what was not near yet is fetched and drawn before the browser goes on.
  addEventListener("beforeprint", () => {
    if (asked) return
    asked = true
    near.disconnect()
    const request = new XMLHttpRequest()
    request.open("GET", source, false)
    request.send()
    document.head.append(Object.assign(document.createElement("script"), { textContent: request.responseText }))
    start()
  })
}
