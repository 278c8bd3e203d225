// The only caller of fetch. JSON both ways; every no arrives as an ApiError, no line at all as an OfflineError.
//   get('/entries', { query: { limit: 30 } })   put(path, body, { version: 3 })   put(path, body, { isNew: true })
//   `person` says whose text this is, so that it never lands in the journal of whoever signed in meanwhile.
//   `known` is the version one has: the answer is null while there is no newer one.
//   `stay: true` keeps a page where it is when the session has ended; otherwise private pages go to the door.
export const BASE = '/api/v1'
const NOTHING_NEW = 304

export class ApiError extends Error {
  constructor(status, problem, retryAfter = null) {
    super(problem.title ?? `The server answered ${status}.`)
    const { type = '', title = '', detail = '', errors = {}, current = null, ways = [] } = problem
    Object.assign(this, { name: 'ApiError', status, type, title, detail, errors, current, ways, retryAfter })
  }

  // The last word of the type: is('username-taken')
  is(slug) { return this.type.endsWith(`/${slug}`) }
}

export class OfflineError extends Error {
  constructor() {
    super('The server cannot be reached.')
    Object.assign(this, { name: 'OfflineError', status: 0, detail: 'We cannot reach the server just now. Please try again in a little while.', errors: {} })
  }

  is() { return false }
}

export const get = (path, options) => ask('GET', path, undefined, options)
export const post = (path, body, options) => ask('POST', path, body, options)
export const put = (path, body, options) => ask('PUT', path, body, options)
export const patch = (path, body, options) => ask('PATCH', path, body, options)
export const remove = (path, options) => ask('DELETE', path, undefined, options)

// The library as data, for everybody the same; the service worker keeps it for when there is no line.
export async function readLibrary() {
  const answer = await send('/library.json', {})
  if (!answer.ok) throw new ApiError(answer.status, {})
  return answer.json()
}

export async function ask(method, path, body, { query = {}, stay = false, keepalive = false, ...versions } = {}) {
  const response = await send(address(path, query), { method, headers: headers(body, versions), body: body === undefined ? undefined : JSON.stringify(body), keepalive })
  const said = await read(response)
  if (response.ok || response.status === NOTHING_NEW) return said
  throw refusal(response, said, stay)
}

// What the server refused, as an error; where it is needed, the way leads to the door.
export function refusal(response, said, stay = false) {
  const error = new ApiError(response.status, said ?? {}, Number(response.headers.get('Retry-After')) || null)
  if (!stay) goWhereNeeded(error)
  return error
}

export async function send(url, request) {
  try {
    return await fetch(url, { ...request, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  } catch (error) {
    throw error.name === 'AbortError' ? error : new OfflineError()
  }
}

export async function read(response) {
  if (response.status === 204) return null
  try {
    return await response.json()
  } catch {
    return null
  }
}

function headers(body, { version = null, known = null, isNew = false, person }) {
  const found = { Accept: 'application/json' }
  if (body !== undefined) found['Content-Type'] = 'application/json'
  if (version !== null) found['If-Match'] = `"${version}"`
  if (known !== null) found['If-None-Match'] = `"${known}"`
  if (isNew) found['If-None-Match'] = '*'
  if (person) found['Braid-Person'] = person
  return found
}

function address(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return given.length ? `${BASE}${path}?${new URLSearchParams(given)}` : BASE + path
}

// To the door, or to a notice that has changed. Only the path goes along: what stands behind ? or # is nobody's business.
function goWhereNeeded(error) {
  if (document.body.dataset.access !== 'private') return
  if (error.is('not-signed-in')) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`)
  if (error.is('consent-needed')) location.assign('/sign-up#again')
}
