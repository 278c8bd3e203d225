// Who is here: signing up, in and out, and what a person has chosen.
import { get, patch, post, put, remove } from './api.js'

export async function whoIsHere() {
  try {
    const { person } = await get('/session', { stay: true })
    return person
  } catch (error) {
    if (error.status === 401) return null
    throw error
  }
}

export async function signIn(username, passphrase, device = deviceOf()) {
  const { person } = await post('/session', { username, passphrase, device }, { stay: true })
  rememberDevice(device)
  return person
}

export const signOut = () => remove('/session', { stay: true })
export const signUp = person => post('/people', person)
export const suggestPassphrase = async () => (await post('/passphrase-suggestions')).passphrase
export const recover = (code, passphrase, device) => post('/recovery', { recovery_code: code, passphrase, device })

export const readPerson = () => get('/person')
export const changePerson = (person, changes) => patch('/person', changes, { version: person.version })
export const acceptConsent = consent => put('/person/consent', consent)
export const leaveForGood = () => remove('/person')

export const listSessions = async () => (await get('/sessions')).items
export const endSession = id => remove(`/sessions/${id}`)
export const endOtherSessions = () => remove('/sessions')
export const confirmPassphrase = passphrase => post('/session/confirmation', { passphrase })
export const changePassphrase = (current, fresh) => put('/person/passphrase', { current, new: fresh })
export const newRecoveryCode = async () => (await post('/person/recovery-code')).recovery_code

// Whether this is somebody's own device is the one thing about sessions that may be kept on it.
export const deviceOf = () => localStorage.getItem('device') === 'own' ? 'own' : 'shared'
export const rememberDevice = device => localStorage.setItem('device', device)
