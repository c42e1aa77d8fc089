// What arithmatex left as \(…\) or \[…\], set by KaTeX; what KaTeX cannot read stays as its source.
for (const node of document.querySelectorAll(".arithmatex")) {
  const source = node.textContent.trim()
  katex.render(source.slice(2, -2), node, {
    displayMode: source.startsWith("\\["),
    throwOnError: false,
    trust: false, // no links, pictures or styles
    maxSize: 20, // in em: a formula stays where it stands
  })
}
