// Keeps the way to Support, the empty pages to write on, and a page for when there is no line. It never touches the API and
// keeps nothing private: the pages are kept as anybody sees them, without a session.
// The server puts the line `const RELEASE = '…'` before this file, so a new release is a new worker.
const SHELF = `braid-${RELEASE}`
const PAGES = ['/offline', '/support', '/today', '/write', '/journal']
const PATIENCE = 2_500
const FILES = /\/static\/[\w./-]+/g

addEventListener('install', event => {
  // What is sent while a page is being left would be lost on its way through here, so the browser takes it straight to the server.
  event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
  event.waitUntil(fill().then(() => skipWaiting()))
})
addEventListener('activate', event => event.waitUntil(clearOthers().then(() => clients.claim())))
addEventListener('fetch', event => {
  const { request } = event, { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/static/')) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)))
  if (request.mode === 'navigate' && !pathname.startsWith('/api/')) event.respondWith(inTime(request, pathname))
})

// The pages as anybody sees them, and whatever files they name. A page that tells of a failure is never kept.
async function fill() {
  const shelf = await caches.open(SHELF)
  for (const page of PAGES) {
    const answer = await fetch(page, { credentials: 'omit', cache: 'no-store' })
    if (!answer.ok) throw new Error(`${page} answered ${answer.status}`)
    const files = new Set((await answer.clone().text()).match(FILES))
    await shelf.put(page, answer)
    await shelf.addAll(files)
  }
}

async function clearOthers() {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name)
}

// From the server where it answers in time; a page that is kept here is not waited for longer than this.
async function inTime(request, pathname) {
  const answer = fetch(request), late = new Promise(passed => { setTimeout(passed, PATIENCE) })
  const first = await Promise.race([answer.catch(() => null), late])
  if (first) return first
  const shelf = await caches.open(SHELF)
  return (await shelf.match(pathname)) ?? answer.catch(() => instead(pathname))
}

async function instead(pathname) {
  const shelf = await caches.open(SHELF)
  return (await shelf.match(pathname)) ?? shelf.match('/offline')
}
