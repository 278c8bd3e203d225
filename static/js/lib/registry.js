// Brings in the components that a page names, and no others.
export async function componentsNamed(page, registry) {
  const names = [...new Set(namesIn(page))].filter(name => name in registry)
  return Promise.all(names.map(async name => [name, (await registry[name]())[name]]))
}

// Names also stand inside <template>, where a plain query does not look.
export function namesIn(part) {
  const named = [...part.querySelectorAll('[x-data]')].map(element => element.getAttribute('x-data'))
  const within = [...part.querySelectorAll('template')].flatMap(template => namesIn(template.content))
  return [...named, ...within].filter(Boolean)
}
