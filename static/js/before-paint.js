// Runs before anything is drawn: the look this device chose, and four names that no expression needs.
// Alpine's CSP build reads every property of globalThis once; reading the fenced-frame ones is deprecated.
for (const name of ['fence', 'Fence', 'FencedFrameConfig', 'HTMLFencedFrameElement']) delete globalThis[name]

{
  const kept = name => { try { return localStorage.getItem(name) } catch { return null } }
  const theme = kept('theme'), page = document.documentElement
  // Covered until we know whether it has been put aside for too long.
  if (kept('away') && document.visibilityState === 'visible') page.toggleAttribute('data-covered', true)
  if (kept('letters') === 'plain') page.dataset.letters = 'plain'
  if (theme === 'light' || theme === 'dark') {
    page.dataset.theme = theme
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.media = meta.dataset.scheme === theme ? 'all' : 'not all'
  }
}

// Words typed before the other scripts have come are kept nowhere yet, so the browser asks before they go.
// What waits for those scripts is cloaked until then.
addEventListener('beforeunload', event => {
  const isEarly = document.querySelector('[x-cloak]')
  if (isEarly && [...document.querySelectorAll('textarea')].some(field => field.value)) event.preventDefault()
})
