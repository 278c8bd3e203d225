// Runs before anything is drawn: the look this device chose, and a shorter list of globals for Alpine.
// Its CSP build reads all of them once, some 1,200, to refuse expressions that lead to one. That takes a slow phone a tenth of a
// second, and one of them is deprecated. Ours cannot name a global at all; here are those that run, send, keep or rewrite something.
const REFUSED = `Function Object Reflect Proxy Promise eval globalThis window self top parent frames opener document navigator location history
  fetch XMLHttpRequest WebSocket EventSource Worker SharedWorker open close postMessage setTimeout setInterval queueMicrotask requestAnimationFrame
  localStorage sessionStorage indexedDB caches cookieStore trustedTypes Document Element DOMParser Range importScripts`.split(/\s+/)
const namesOf = Object.getOwnPropertyNames
Object.getOwnPropertyNames = subject => subject === globalThis ? REFUSED.filter(name => name in globalThis) : namesOf(subject)
addEventListener('alpine:init', () => { Object.getOwnPropertyNames = namesOf }, { once: true, capture: true })

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
