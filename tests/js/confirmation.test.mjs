import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmation } from '../../static/js/stores/confirmation.js'

const needed = { is: slug => slug === 'confirmation-needed' }

test('does an act that needs no asking at once', async () => {
  const store = confirmation()

  const said = await store.run(async () => 'done')

  assert.deepEqual([said, store.isAsked], ['done', false])
})

test('asks, and does the act again when the passphrase was given', async () => {
  const store = confirmation()
  let tries = 0
  const said = store.run(async () => { tries += 1; if (tries === 1) throw needed; return 'done' })
  await new Promise(setImmediate)

  store.answer(true)

  assert.equal(await said, 'done')
})

test('leaves it when the person would rather not', async () => {
  const store = confirmation()
  const said = store.run(async () => { throw needed })
  await new Promise(setImmediate)

  store.answer(false)

  assert.equal(await said, undefined)
})
