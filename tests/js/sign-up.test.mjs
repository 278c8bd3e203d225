import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { signUp } from '../../static/js/components/doors/sign-up.js'

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

test('keeps the ticks for the tab, but nothing that says who somebody is or what hurts', () => {
  const kept = {}
  globalThis.sessionStorage = { setItem: (name, text) => { kept[name] = text } }
  const form = begun({ adult: true, username: 'robin', passphrase: 'very secret words here', muted: ['loss'], invite: 'BIRCH-1234' })

  form.keepFields()

  assert.match(kept['sign-up'], /"adult":true/)
  assert.doesNotMatch(kept['sign-up'], /robin|secret|passphrase|loss|BIRCH|code"/)
})

test('after a reload asks for the wishes again, because the topics were not kept', () => {
  globalThis.sessionStorage = { getItem: () => '{"step":"way-in","adult":true}' }
  globalThis.addEventListener = () => {}
  const form = begun({ $watch: () => {} })

  form.init()

  assert.equal(form.step, 'wishes')
  assert.equal(form.adult, true)
})
