// Tokens for programs: which there are, a new one, the end of one, and lines to try one with.
import { get, post, remove } from './api.js'

export const listTokens = async () => (await get('/tokens')).items
export const makeToken = (label, scopes, days) => post('/tokens', { label, scopes, days })
export const endToken = id => remove(`/tokens/${id}`)

// Two lines for a terminal: the token goes from the prompt into a file, never into the list of commands.
export function linesFor(scopes, origin) {
  const { path, options } = TRIED.find(one => scopes.includes(one.scope)) ?? TRIED[0]
  const keep = `(umask 077; read -rsp 'Token: ' token && echo "Authorization: Bearer $token" > braid-token)`
  return `${keep}\ncurl --fail --header @braid-token${options} ${origin}/api/v1${path}`
}

const sending = body => ` --json '${JSON.stringify(body)}'`
const TRIED = [
  { scope: 'entries:read', path: '/entries?limit=1', options: '' },
  { scope: 'export', path: '/exports', options: `${sending({ format: 'json' })} --output journal.json` },
  { scope: 'entries:write', path: '/entries', options: sending({ body: 'Written from a terminal.' }) },
  { scope: 'capture', path: '/captures', options: sending({ body: 'Written from a terminal.' }) },
  { scope: 'checkins:read', path: '/check-ins?limit=1', options: '' },
  { scope: 'checkins:write', path: '/check-ins/$(uuidgen)', options: ` --request PUT --header 'If-None-Match: *'${sending({ river: 'midstream' })}` },
]
