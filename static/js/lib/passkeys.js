// Passkeys: what a browser is asked for, and what of its answer goes on. The secret that a passkey derives travels beside
// the credential and never inside it.
import { get, patch, post, remove } from './api.js'

export const canTouch = () => Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON)

export const listPasskeys = async () => (await get('/passkeys')).items
export const renamePasskey = (id, name) => patch(`/passkeys/${id}`, { name })
export const removePasskey = id => remove(`/passkeys/${id}`)

// The touch of a passkey, as the API takes it: { passkey, prf }.
export async function touch(purpose) {
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(await optionsFor(purpose))
  const { credential, prf } = handedOver(await asked(publicKey => navigator.credentials.get({ publicKey }), options))
  return { passkey: credential, ...prf && { prf } }
}

// A device that derives secrets may do so only when it is touched again.
export async function makePasskey(name) {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(await optionsFor('adding'))
  const made = await asked(publicKey => navigator.credentials.create({ publicKey }), options)
  const { credential, prf, derives } = handedOver(made)
  const secret = prf ?? (derives ? await derivedBy(made.rawId, options) : undefined)
  return (await post('/passkeys', { credential, name, ...secret && { prf: secret } })).passkey
}

// What a browser gave, taken apart: the credential without its secret, and the secret as base64url.
export function handedOver(given) {
  const credential = given.toJSON(), { prf } = given.getClientExtensionResults()
  delete credential.clientExtensionResults?.prf
  const secret = prf?.results?.first
  return { credential, prf: secret && inBase64(secret), derives: Boolean(prf?.enabled) }
}

// Some devices stumble over the wish for a secret: asked once more without it, they sign.
export async function asked(ask, options) {
  try {
    return await ask(options)
  } catch (error) {
    if (error.name in WORDS) throw told(error)
  }
  try {
    return await ask({ ...options, extensions: {} })
  } catch (error) {
    throw told(error)
  }
}

const WORDS = {
  NotAllowedError: 'No passkey was given, so nothing was opened or changed. You can try again.',
  AbortError: 'No passkey was given, so nothing was opened or changed. You can try again.',
  InvalidStateError: 'This device has a passkey for you already.',
  SecurityError: 'Passkeys do not work at this address. Whoever runs this server can tell you the right one.',
}

const optionsFor = async purpose => (await post('/passkey-challenges', { purpose })).options

// What is signed here is sent nowhere: only the secret is wanted.
async function derivedBy(id, { rp, extensions }) {
  const publicKey = { challenge: crypto.getRandomValues(new Uint8Array(32)), rpId: rp.id, allowCredentials: [{ type: 'public-key', id }], userVerification: 'required', extensions }
  return handedOver(await asked(wish => navigator.credentials.get({ publicKey: wish }), publicKey)).prf
}

const told = error => Object.assign(new Error(error.message), { detail: WORDS[error.name] ?? 'That did not work with this passkey. Nothing was changed.' })

function inBase64(buffer) {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
