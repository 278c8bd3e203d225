// Who is here: signing up, in and out, and what a person has chosen.
import { get, patch, post, put, remove } from './api.js'
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

export async function signIn(username, passphrase, device = deviceOf()) {
  const { person } = await post('/session', { username, passphrase, device }, { stay: true })
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

export const signUp = person => arriving(post('/people', person))
export const suggestPassphrase = async () => (await post('/passphrase-suggestions')).passphrase
export const recover = (code, passphrase, device) => arriving(post('/recovery', { recovery_code: code, passphrase, device }))

async function arriving(answer) {
  const said = await answer
  comeBack()
  return said
}

export const readPerson = () => get('/person')
export function changePerson(person, changes) {
  forgetAsking()
  return patch('/person', changes, { version: person.version })
}
export const acceptConsent = consent => put('/person/consent', consent)
export const leaveForGood = () => remove('/person')

export const listSessions = async () => (await get('/sessions')).items
export const endSession = id => remove(`/sessions/${id}`)
export const endOtherSessions = () => remove('/sessions')
export const confirmPassphrase = passphrase => post('/session/confirmation', { passphrase })
export const changePassphrase = (current, fresh) => put('/person/passphrase', { current, new: fresh })
export const newRecoveryCode = async () => (await post('/person/recovery-code')).recovery_code
