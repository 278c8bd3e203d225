// Who is here: signing in and out, and what a person has chosen.
import { get, patch, post, remove } from './api.js'
import { comeBack } from './away.js'
import { deviceOf, rememberDevice } from './device.js'
import { remember } from './outbox.js'

// Several parts of a page ask at nearly the same time; one request answers them all.
export function whoIsHere() {
  if (!asking || Date.now() - askedAt > A_MOMENT) {
    askedAt = Date.now()
    asking = ask()
    asking.catch(forgetAsking)
  }
  return asking
}

const A_MOMENT = 2_000, forgetAsking = () => { asking = null }
let asking = null, askedAt = 0

async function ask() {
  try {
    const { person } = await get('/session', { stay: true })
    await remember(person.id).catch(() => {})
    globalThis.dispatchEvent?.(new Event('person-known'))
    return person
  } catch (error) {
    if (error.status === 401) return null
    throw error
  }
}

// By a name and a passphrase, and what is asked for beside them, or by a passkey alone.
export async function signIn(way, device = deviceOf()) {
  const { person } = await post('/session', { ...way, device }, { stay: true })
  rememberDevice(device)
  forgetAsking()
  comeBack()
  await remember(person.id).catch(() => {})
  return person
}

export function signOut({ keepsStorage = false } = {}) {
  forgetAsking()
  return remove('/session', { stay: true, query: { storage: keepsStorage ? 'keep' : '' } })
}

export const readPerson = () => get('/person')
export function changePerson(person, changes) {
  forgetAsking()
  return patch('/person', changes, { version: person.version })
}
