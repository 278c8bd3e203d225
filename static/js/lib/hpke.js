// Sealing to a public key that cannot read it back: HPKE base mode (RFC 9180), X25519, HKDF-SHA256, AES-256-GCM. Seals only.
const KEM = [0x00, 0x20], SUITE = [0x00, 0x20, 0x00, 0x01, 0x00, 0x02], BASE_MODE = 0
const SUITE_BYTE = 1
const bytes = text => new TextEncoder().encode(text)

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

// One unambiguous text out of several fields, as docs/crypto.md has it.
export const canon = (...fields) => join(...fields.flatMap(field => [uint(field.length, 4), field]))

export const uuidBytes = id => Uint8Array.from(id.replaceAll('-', '').match(/../g), pair => Number.parseInt(pair, 16))

export function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
}

export function toBase64(data) {
  let letters = ''
  for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192))
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

// publicKey, data and info are bytes; what comes back is the suite byte, the encapsulated key and the ciphertext.
export async function sealTo(publicKey, data, info) {
  const recipient = await crypto.subtle.importKey('raw', publicKey, 'X25519', true, [])
  const own = await crypto.subtle.generateKey('X25519', true, ['deriveBits'])
  const encapsulated = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const agreed = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: recipient }, own.privateKey, 256))
  const { key, nonce } = await schedule(await shared(agreed, join(encapsulated, publicKey)), info)
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, data)
  return join([SUITE_BYTE], encapsulated, new Uint8Array(sealed))
}

async function shared(agreed, context) {
  const suite = join(bytes('KEM'), KEM)
  return expand(await extract(suite, new Uint8Array(0), 'eae_prk', agreed), suite, 'shared_secret', context, 32)
}

async function schedule(secret, info) {
  const suite = join(bytes('HPKE'), SUITE), none = new Uint8Array(0)
  const context = join([BASE_MODE], await extract(suite, none, 'psk_id_hash', none), await extract(suite, none, 'info_hash', info))
  const prk = await extract(suite, secret, 'secret', none)
  return { key: await expand(prk, suite, 'key', context, 32), nonce: await expand(prk, suite, 'base_nonce', context, 12) }
}

const extract = (suite, salt, label, material) => hmac(salt.length ? salt : new Uint8Array(32), join(bytes('HPKE-v1'), suite, bytes(label), material))

// One round of HKDF is enough: nothing here is longer than its hash.
async function expand(prk, suite, label, info, length) {
  const asked = join(uint(length, 2), bytes('HPKE-v1'), suite, bytes(label), info, [1])
  return (await hmac(prk, asked)).slice(0, length)
}

async function hmac(key, data) {
  const made = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, data))
}

function uint(number, size) {
  return Uint8Array.from({ length: size }, (_, i) => (number >>> (8 * (size - 1 - i))) & 255)
}
