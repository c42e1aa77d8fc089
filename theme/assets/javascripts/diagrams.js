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

  function start(nodes) {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "neutral", fontFamily: "var(--sans)", themeCSS: looks })
    nodes.reduce((before, node) => before.then(() => draw(node)).catch(() => {}), Promise.resolve())
  }

  const nodes = [...document.querySelectorAll("pre.mermaid")]
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return
    near.disconnect()
    const script = Object.assign(document.createElement("script"), { src: source })
    script.addEventListener("load", () => start(nodes))
    document.head.append(script)
  }, { rootMargin: "50%" })
  for (const node of nodes) near.observe(node)
}
