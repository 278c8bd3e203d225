import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { writing } from '../../static/js/stores/writing.js'

let went

beforeEach(() => {
  went = []
  globalThis.scrollTo = () => {}
  globalThis.document = { body: { classList: { toggle: () => {} } }, activeElement: null }
  globalThis.location = { assign: path => went.push(path) }
  globalThis.history = {
    state: null,
    pushState(state) { this.state = state },
    back() { went.push('back') },
  }
})

test('a second tap on Done does not go back a second time', () => {
  const store = writing()
  store.enter('/write')

  store.leave()
  store.leave()

  assert.deepEqual(went, ['back'])
})

test('a tap that comes after the page was left leads nowhere', () => {
  const store = writing()
  store.enter('/write')
  store.leave()
  history.state = null
  store.turn(false)

  store.leave()

  assert.deepEqual(went, ['back'])
})

test('a page taken up again can be left again', () => {
  const store = writing()
  store.enter('/write')
  store.leave()
  store.turn(false)
  store.enter('/write')

  store.leave()

  assert.deepEqual(went, ['back', 'back'])
})

test('whoever is asked whether to leave, and stays, can still leave later', () => {
  const store = writing()
  store.isOn = true

  store.leave()
  store.leave()

  assert.deepEqual(went, ['/today', '/today'])
})
