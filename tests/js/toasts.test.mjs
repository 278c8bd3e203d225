import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toasts } from '../../static/js/stores/toasts.js'

test('keeps the two newest lines', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const store = toasts()

  store.say('one')
  store.say('two')
  store.say('three')

  assert.deepEqual(store.lines.map(line => line.text), ['two', 'three'])
})

test('lets a line go after eight seconds, and not while somebody is at it', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const store = toasts()
  store.say('read me')
  store.hold(store.lines[0].id)
  t.mock.timers.tick(20_000)
  const held = store.lines.length

  store.wait(store.lines[0].id)
  t.mock.timers.tick(8_000)

  assert.deepEqual([held, store.lines.length], [1, 0])
})

test('takes back once, and the line is gone at once', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const store = toasts()
  let taken = 0
  store.undo('Thrown away', async () => { taken += 1 })

  await store.takeBack(store.lines[0])

  assert.deepEqual([taken, store.lines.length], [1, 0])
})

test('a line that is to stay stays', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const store = toasts()

  store.stay({ text: 'There is a newer Braid.', label: 'Load it', act: () => {} })
  t.mock.timers.tick(60_000)

  assert.deepEqual(store.lines.map(line => line.label), ['Load it'])
})
