import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { signUp } from '../../static/js/components/sign-up.js'

const begun = fields => Object.defineProperties(signUp(), Object.getOwnPropertyDescriptors({ $root: { dataset: { version: '1' } }, $refs: {}, $nextTick: () => {}, ...fields }))

beforeEach(() => { globalThis.location = { hash: '' } })

test('goes on only when all four statements are ticked', () => {
  const form = begun({ adult: true, notTherapy: true, unwatched: true })

  form.agree()

  assert.equal(form.step, 'notice')
  assert.match(form.trouble, /All four/)
})

test('goes on to the wishes then', () => {
  const form = begun({ adult: true, notTherapy: true, unwatched: true, keeping: true })

  form.agree()

  assert.equal(form.step, 'wishes')
})

test('sends what was chosen, with this device’s time zone, and leaves out what was not', () => {
  const form = begun({ adult: true, notTherapy: true, unwatched: true, keeping: true, username: ' robin ', passphrase: 'a b c', device: 'own', muted: ['loss'] })

  const person = form.asPerson()

  assert.deepEqual(person.consent, { version: '1', adult: true, not_therapy: true, unwatched: true, keeping: true })
  assert.deepEqual([person.username, person.muted_topics, person.deeper_prompts], ['robin', ['loss'], false])
  assert.equal(person.time_zone, Intl.DateTimeFormat().resolvedOptions().timeZone)
  assert.equal('region' in person || 'invite' in person, false)
})

test('asks whose device it is before anything is sent', () => {
  const form = begun({ username: 'robin', passphrase: 'a b c' })

  form.send()

  assert.match(form.wrong('device'), /choose one/)
})

test('keeps no passphrase and no code for the tab', () => {
  const kept = {}
  globalThis.sessionStorage = { setItem: (name, text) => { kept[name] = text } }
  const form = begun({ username: 'robin', passphrase: 'very secret words here' })

  form.keepFields()

  assert.match(kept['sign-up'], /robin/)
  assert.doesNotMatch(kept['sign-up'], /secret|passphrase|code"/)
})
