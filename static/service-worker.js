// Keeps the way to Support, the empty pages to write on, the library, and a page for when there is no line. It never touches
// the API and keeps nothing private: the pages are kept as anybody sees them, without a session.
// The server puts the line `const RELEASE = '…'` before this file, so a new release is a new worker.
const SHELF = `braid-${RELEASE}`
const PAGES = ['/offline', '/support', '/today', '/write', '/journal']
const PATIENCE = 2_500
const FILES = /\/static\/[\w./-]+/g
const LIBRARY = '/library', SHELF_OF_PROMPTS = '/library.json', READING = /\/(?:concepts|paths)\/[\w-]+/g
const A_PROMPT = /^\/prompts\/([\w-]+)$/

addEventListener('install', event => {
  // What is sent while a page is being left would be lost on its way through here, so the browser takes it straight to the server.
  event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
  event.waitUntil(fill().then(() => skipWaiting()))
})
addEventListener('activate', event => event.waitUntil(clearOthers().then(() => clients.claim())))
addEventListener('message', event => {
  if (event.data === 'keep the library') event.waitUntil(fillLibrary())
  if (event.data === 'what was shared?') {
    event.ports[0].postMessage(shared)
    shared = ''
  }
})
addEventListener('fetch', event => {
  const { request } = event, { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.method === 'POST' && pathname === '/share') return event.respondWith(takeShared(request))
  if (request.method !== 'GET') return
  if (pathname.startsWith('/static/')) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)))
  if (pathname === SHELF_OF_PROMPTS || (request.mode === 'navigate' && !pathname.startsWith('/api/'))) event.respondWith(inTime(request, pathname))
})

async function fill() {
  const shelf = await caches.open(SHELF)
  for (const page of PAGES) await keep(shelf, page)
}

// A page as anybody sees it, after whatever files it names: none is kept that lacks them, and none that tells of a failure.
async function keep(shelf, page) {
  const answer = await fetch(page, { credentials: 'omit', cache: 'no-store' })
  if (!answer.ok) throw new Error(`${page} answered ${answer.status}`)
  const text = await answer.clone().text()
  for (const file of new Set(text.match(FILES))) if (!await shelf.match(file)) await shelf.add(file)
  await shelf.put(page, answer)
  return text
}

// Page after page, so that nobody waits for it; what is there already stays, so it goes on where it was cut off.
async function fillLibrary() {
  const shelf = await caches.open(SHELF)
  const kept = await shelf.match(LIBRARY), text = kept ? await kept.text() : await keep(shelf, LIBRARY)
  for (const page of new Set([SHELF_OF_PROMPTS, ...text.match(READING)])) if (!await shelf.match(page)) await keep(shelf, page)
}

// What another app hands over stays in here, in no store and no address, until our own page asks for it.
let shared = ''

async function takeShared(request) {
  const handed = await request.formData()
  shared = ['title', 'text', 'url'].map(name => handed.get(name)).filter(Boolean).join('\n\n')
  return Response.redirect('/write#shared', 303)
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

// A prompt is found on the shelf by the page to write on.
async function instead(pathname) {
  const shelf = await caches.open(SHELF), [, prompt] = pathname.match(A_PROMPT) ?? []
  const kept = await shelf.match(pathname)
  if (kept) return kept
  if (prompt && await shelf.match(SHELF_OF_PROMPTS)) return Response.redirect(`/write?prompt=${prompt}`)
  return pathname === SHELF_OF_PROMPTS ? Response.error() : shelf.match('/offline')
}
