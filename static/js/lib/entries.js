// The pages of a journal over the API: keep, find, throw away, take back, forget.
import { get, post, put, remove } from './api.js'

const A_SCREENFUL = 25, MOST_AT_ONCE = 100, SMALL_ENOUGH = 60_000

// Autosave's way out: a first save creates, later ones name the version they change; small ones outlive the page.
// Where words wait unsaved nobody is led to the door (`stay`); for a star there is nothing to stay for.
export function keepEntry(id, page, { version, person, stay = true }) {
  const body = draftOf(page)
  const known = version === null ? { isNew: true } : { version }
  return put(`/entries/${id}`, body, { ...known, stay, person, keepalive: isSmall(body) })
}

export const findEntry = id => get(`/entries/${id}`)
export const firstPages = (limit = A_SCREENFUL) => get('/entries', { query: { limit } })
export const morePages = ({ cursor, from, to, trashed }) => get('/entries', { query: { cursor, from, to, trashed, limit: A_SCREENFUL } })

// All pages of some days, handed over a bundle at a time, newest first.
export async function pagesOfDays({ from, to }, hand) {
  for (let cursor, isFirst = true; isFirst || cursor; isFirst = false) {
    const { items, next } = await get('/entries', { query: { from, to, cursor, limit: MOST_AT_ONCE } })
    hand(items)
    cursor = next
  }
}

export const onThisDay = day => get('/on-this-day', { query: { day } })
export const daysWritten = year => get('/calendar', { query: { year } })

export async function pagesThatFit(wish, cursor = null) {
  const { items, next } = await post('/searches', { ...wish, limit: A_SCREENFUL, ...(cursor && { cursor }) })
  return { items: items.map(({ entry, excerpt }) => ({ ...entry, excerpt })), next }
}

export const trashEntry = ({ id, version }) => put(`/entries/${id}/trashing`, undefined, { version })
export const untrashEntry = ({ id, version }) => remove(`/entries/${id}/trashing`, { version })
export const forgetEntry = ({ id, version }) => remove(`/entries/${id}`, { version })

export const findRevisions = (id, cursor) => get(`/entries/${id}/revisions`, { query: { cursor } })
export const reviveRevision = ({ id, version }, number) => post(`/entries/${id}/revisions/${number}/revival`, undefined, { version })

export function draftOf({ title, body, prompt, concepts, tags, starred, check_in = null, assignment = null, day, written_at }) {
  const when = { ...(day && { day }), ...(written_at && { written_at }) }
  return { title: title ?? '', body, prompt: prompt?.id ?? prompt ?? null, concepts: [...concepts], tags: [...tags], starred, check_in, assignment, ...when }
}

const isSmall = body => new Blob([JSON.stringify(body)]).size < SMALL_ENOUGH
