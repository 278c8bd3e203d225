// How a list was left, for the way back to it: which filters, how far. For this tab, on somebody's own device alone, and
// encrypted, because words that were looked for may be among it.
import { deviceOf } from './device.js'
import { whoIsRemembered } from './outbox.js'

const ALGORITHM = 'AES-GCM', ENOUGH_STEPS = 8

export async function keepWayBack(name, view) {
  const who = deviceOf() === 'own' ? await whoIsRemembered() : null
  if (!who) return
  const iv = crypto.getRandomValues(new Uint8Array(12)), data = new TextEncoder().encode(JSON.stringify(view))
  const kept = new Uint8Array(await crypto.subtle.encrypt({ name: ALGORITHM, iv }, who.key, data))
  sessionStorage.setItem(`way-back-${name}`, JSON.stringify([[...iv], [...kept]]))
}

// Only for those who come back; who opens a list anew begins at its beginning.
export async function wayBack(name) {
  if (performance.getEntriesByType('navigation')[0]?.type !== 'back_forward') return null
  try {
    const [iv, kept] = JSON.parse(sessionStorage.getItem(`way-back-${name}`)).map(bytes => new Uint8Array(bytes)), who = await whoIsRemembered()
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: ALGORITHM, iv }, who.key, kept)))
  } catch {
    return null
  }
}

// As many rows as there were, and the same place among them.
export async function walkBack(list, { count, top }) {
  for (let step = 0; step < ENOUGH_STEPS && list.rows.length < count && list.next; step += 1) await list.more()
  await list.$nextTick()
  scrollTo(0, top)
}
