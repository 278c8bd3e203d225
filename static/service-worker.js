// Keeps the way to Support, and a page for when there is no line. It never touches the API and keeps nothing private.
// The server puts the line `const RELEASE = '…'` before this file, so a new release is a new worker.
const SHELF = `braid-${RELEASE}`
const PAGES = ['/offline', '/support']
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
  if (request.mode === 'navigate' && !pathname.startsWith('/api/')) event.respondWith(fetch(request).catch(() => instead(pathname)))
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

async function instead(pathname) {
  const shelf = await caches.open(SHELF)
  return (await shelf.match(pathname)) ?? shelf.match('/offline')
}
