// What this device keeps until the server has it. On somebody's own device it can be read here, under a key that cannot
// leave the browser; on a shared one it is sealed, and only the server can open it, once its person has signed in.
import { get as ask, put as send } from './api.js'
import { today } from './dates.js'
import { keepCheckIn } from './check-ins.js'
import * as drawer from './drawer.js'
import { draftOf, keepEntry } from './entries.js'
import { canon, fromBase64, sealTo, toBase64, uuidBytes } from './hpke.js'
import { deviceOf } from './device.js'
import { countWords } from './words.js'

const ALGORITHM = { name: 'AES-GCM', length: 256 }, INFO = 'braid/v1/inbox', HERE = 'here'
const coded = text => new TextEncoder().encode(text)

// Called whenever we learn who is here; what is kept is kept for them.
export async function remember(personId) {
  const known = await drawer.get('keys', personId), device = deviceOf()
  if (!known) await drawer.put('keys', { id: personId, key: await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt']) })
  if (device === 'shared' && !known?.publicKey) await learnPublicKey(personId)
  await drawer.put('keys', { id: HERE, personId })
}

async function learnPublicKey(personId) {
  const { person, public_key } = await ask('/outbox-key', { stay: true })
  if (person === personId) await drawer.put('keys', { ...await drawer.get('keys', personId), publicKey: fromBase64(public_key) })
}

export async function whoIsRemembered() {
  const here = await drawer.get('keys', HERE)
  return here ? drawer.get('keys', here.personId) : null
}

// Keeps one page; answers how: "kept" can be read back here, "sealed" cannot, "" means that it could not be kept at all.
export async function keepHere({ id, version, page }) {
  const who = await whoIsRemembered(), isShared = deviceOf() === 'shared'
  if (!who || (isShared && !who.publicKey)) return ''
  const when = version === null ? { day: today(), written_at: new Date().toISOString() } : {}
  const inside = coded(JSON.stringify({ version, draft: { ...draftOf(page), ...when } }))
  const how = isShared ? { sealed: await sealTo(who.publicKey, inside, infoFor(who.id, id)) } : await encrypted(who.key, inside, id)
  await drawer.put('outbox', { id, personId: who.id, at: Date.now(), words: countWords(page.body), ...how })
  return isShared ? 'sealed' : 'kept'
}

// A check-in waits on somebody's own device only; on a shared one it is told that it could not be noted.
export async function keepMarkHere({ id, version, mark }) {
  const who = await whoIsRemembered()
  if (!who || deviceOf() === 'shared') return ''
  const inside = coded(JSON.stringify({ version, mark: { ...mark, day: today() } }))
  await drawer.put('outbox', { id, personId: who.id, at: Date.now(), words: 0, isMark: true, ...await encrypted(who.key, inside, id) })
  return 'kept'
}

async function encrypted(key, data, id) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, kept: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: uuidBytes(id) }, key, data)) }
}

// Answers whether it was still here.
export async function letGo(id) {
  const wasHere = Boolean(await drawer.get('outbox', id))
  await drawer.remove('outbox', id)
  return wasHere
}

// What waits for whoever is here, oldest first.
export async function waiting() {
  const who = await whoIsRemembered()
  if (!who) return []
  const items = await drawer.all('outbox')
  return items.filter(item => item.personId === who.id).sort((one, other) => one.at - other.at)
}

// A page that can be read here, as it was when it was kept; null for a sealed one and for none.
export async function readBack(id) {
  const [who, item] = await Promise.all([whoIsRemembered(), drawer.get('outbox', id)])
  if (!who || !item?.kept || item.personId !== who.id) return null
  const inside = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: item.iv, additionalData: uuidBytes(id) }, who.key, item.kept)
  return JSON.parse(new TextDecoder().decode(inside))
}

// Sends one thing that waits. What does not fit any more becomes a page of its own, so that both texts stay.
export async function deliver(item) {
  if (item.sealed) await send(`/sealed-entries/${item.id}`, { sealed: toBase64(item.sealed) }, { stay: true, person: item.personId })
  else if (item.isMark) await deliverMark(item)
  else await deliverKept(item)
  const now = await drawer.get('outbox', item.id)
  if (now?.at === item.at) await letGo(item.id)
}

async function deliverKept(item) {
  const { version, draft } = await readBack(item.id)
  try {
    await keepEntry(item.id, draft, { version, person: item.personId })
  } catch (error) {
    const isGone = error.status === 404 && version !== null
    if (!(error.status === 412 || isGone || error.is?.('entry-in-trash') || error.is?.('entry-unreadable'))) throw error
    await keepEntry(await pageBeside(item), draft, { version: null, person: item.personId })
  }
}

// One that was changed elsewhere meanwhile is newer than what waited here.
async function deliverMark(item) {
  const { version, mark } = await readBack(item.id)
  try {
    await keepCheckIn(item.id, mark, version, item.personId)
  } catch (error) {
    if (error.status !== 412 && error.status !== 404) throw error
  }
}

// The same page of its own, however often it is tried.
async function pageBeside({ id, iv }) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', canon(uuidBytes(id), iv)))
  digest[6] = (digest[6] & 0x0f) | 0x40
  digest[8] = (digest[8] & 0x3f) | 0x80
  const hex = [...digest.subarray(0, 16)].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

// At sign-out: nothing of this person stays. What is sealed for others does.
export async function wipe() {
  const who = await whoIsRemembered()
  for (const item of await waiting()) await letGo(item.id)
  if (who) await drawer.remove('keys', who.id)
  await drawer.remove('keys', HERE)
}

export const holdsOthers = async () => (await drawer.all('outbox')).length > (await waiting()).length

const infoFor = (personId, id) => canon(coded(INFO), uuidBytes(personId), uuidBytes(id))
