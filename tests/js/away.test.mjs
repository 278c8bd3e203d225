import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { comeBack, goAway, isAwayTooLong, keepLockMinutes, lockMinutes } from '../../static/js/lib/away.js'

const kept = new Map()

beforeEach(() => {
  kept.clear()
  globalThis.localStorage = { getItem: name => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, String(value)), removeItem: name => kept.delete(name) }
})

test('a shared device is closed after a minute, and can never be left open', () => {
  assert.equal(lockMinutes(), 1)
  keepLockMinutes(0)
  assert.equal(lockMinutes(), 1)
})

test('one’s own is closed after five minutes, or as chosen', () => {
  kept.set('device', 'own')
  assert.equal(lockMinutes(), 5)
  keepLockMinutes(60)
  assert.equal(lockMinutes(), 60)
})

test('the first moment away counts, whatever happens out of sight', t => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  goAway()
  t.mock.timers.tick(40_000)
  goAway()
  assert.equal(isAwayTooLong(), false)
  t.mock.timers.tick(20_000)
  assert.equal(isAwayTooLong(), true)
})

test('who comes back in time has not been away', t => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  goAway()
  comeBack()
  t.mock.timers.tick(600_000)
  assert.equal(isAwayTooLong(), false)
})

test('who chose never is never away too long', t => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  kept.set('device', 'own')
  keepLockMinutes(0)
  goAway()
  t.mock.timers.tick(86_400_000)
  assert.equal(isAwayTooLong(), false)
})
