import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalOf, refusals, waitTold } from '../../static/js/lib/refusals.js'

test('tells fields by name and leaves the whole silent', () => {
  const refusal = refusalOf({ status: 422, detail: 'See errors.', errors: { username: ['Too short.'] } })

  assert.deepEqual(refusal, { errors: { username: ['Too short.'] }, trouble: '' })
})

test('tells how long to wait after too many tries', () => {
  const refusal = refusalOf({ status: 429, detail: 'Please wait.', retryAfter: 600 })

  assert.equal(refusal.trouble, 'Please wait. Try again in about 10 minutes.')
})

test('rounds a wait as a person would', () => {
  assert.deepEqual([waitTold(null), waitTold(5), waitTold(7200), waitTold(86400)], ['', 'Try again in about a minute.', 'Try again in about 2 hours.', ''])
})

test('does one thing at a time, and is ready again after a no', async () => {
  const form = refusals()
  let acts = 0

  const first = form.attempt(async () => { acts += 1; throw { status: 409, detail: 'Taken.' } })
  await form.attempt(async () => { acts += 1 })
  await first

  assert.deepEqual([acts, form.trouble, form.isBusy], [1, 'Taken.', false])
})

test('forgets old troubles when it tries again', async () => {
  const form = refusals()
  await form.attempt(async () => { throw { status: 422, errors: { username: ['Too short.'] } } })

  await form.attempt(async () => {})

  assert.equal(form.wrong('username'), '')
})
