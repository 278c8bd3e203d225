import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asked, canTouch, handedOver } from '../../static/js/lib/passkeys.js'

const SECRET = Uint8Array.from({ length: 32 }, (_, place) => 250 - place)
const given = results => ({
  toJSON: () => ({ id: 'AA', clientExtensionResults: { credProps: { rk: true }, ...results } }),
  getClientExtensionResults: () => results,
})
const failing = (...names) => {
  const wishes = []
  const ask = async options => {
    wishes.push(options.extensions)
    const name = names.shift()
    if (name) throw Object.assign(new Error('no'), { name })
    return 'signed'
  }
  return { wishes, ask }
}

test('takes the secret out of the credential and hands it over beside it', () => {
  const { credential, prf } = handedOver(given({ prf: { enabled: true, results: { first: SECRET.buffer } } }))

  assert.deepEqual(credential, { id: 'AA', clientExtensionResults: { credProps: { rk: true } } })
  assert.equal(prf, Buffer.from(SECRET).toString('base64url'))
})

test('knows a passkey that can derive a secret from one that cannot', () => {
  const able = handedOver(given({ prf: { enabled: true } })), unable = handedOver(given({ prf: { enabled: false } })), silent = handedOver(given({}))

  assert.deepEqual([able, unable, silent].map(one => [one.derives, one.prf]), [[true, undefined], [false, undefined], [false, undefined]])
})

test('asks once more without the wish for a secret when a device stumbles over it', async () => {
  const { wishes, ask } = failing('UnknownError')

  assert.equal(await asked(ask, { extensions: { prf: {} } }), 'signed')
  assert.deepEqual(wishes, [{ prf: {} }, {}])
})

for (const name of ['NotAllowedError', 'InvalidStateError', 'SecurityError']) {
  test(`does not ask again after ${name}, and says it in a sentence`, async () => {
    const { wishes, ask } = failing(name)

    await assert.rejects(asked(ask, { extensions: {} }), error => error.detail.endsWith('.'))
    assert.equal(wishes.length, 1)
  })
}

test('says so when it does not work without the wish either', async () => {
  const { wishes, ask } = failing('UnknownError', 'UnknownError')

  await assert.rejects(asked(ask, { extensions: { prf: {} } }), { detail: 'That did not work with this passkey. Nothing was changed.' })
  assert.equal(wishes.length, 2)
})

test('a browser without passkeys is asked for none', () => {
  assert.equal(canTouch(), false)
})
