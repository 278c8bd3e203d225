import assert from 'node:assert/strict'
import test from 'node:test'
import { Autosave } from '../../static/js/lib/autosave.js'

class FakeClock {
  constructor() { this.time = 0; this.timers = new Map(); this.last = 0 }
  now() { return this.time }
  later(act, wait) { this.timers.set(++this.last, { act, due: this.time + wait }); return this.last }
  forget(timer) { this.timers.delete(timer) }

  async pass(wait) {
    const end = this.time + wait
    for (;;) {
      const next = [...this.timers].filter(([, { due }]) => due <= end).sort((a, b) => a[1].due - b[1].due)[0]
      if (!next) break
      this.time = next[1].due
      this.timers.delete(next[0])
      next[1].act()
      await settled()
    }
    this.time = end
    await settled()
  }
}

class FakeJournal {
  constructor() { this.sent = []; this.version = 0; this.failures = []; this.gate = null }

  send = async (id, page, { version }) => {
    this.sent.push({ id, page, version })
    if (this.gate) await this.gate
    const failure = this.failures.shift()
    if (failure) throw Object.assign(new Error('no'), failure)
    this.version += 1
    return { id, version: this.version, ...page }
  }

  hold() { let open; this.gate = new Promise(resolve => { open = resolve }); return () => { this.gate = null; open() } }
}

const settled = async () => { for (let i = 0; i < 20; i++) await Promise.resolve() }

function begin(options = {}) {
  const clock = new FakeClock(), journal = new FakeJournal(), states = []
  const autosave = new Autosave({ send: journal.send, id: 'a', clock, changed: state => states.push(state), ...options })
  return { autosave, clock, journal, states }
}

const bodies = journal => journal.sent.map(({ page }) => page.body)

test('a page is sent two seconds after the last keystroke', async () => {
  const { autosave, clock, journal } = begin()

  autosave.note({ body: 'One' })
  await clock.pass(1900)
  autosave.note({ body: 'One two' })
  await clock.pass(1900)
  assert.deepEqual(bodies(journal), [])
  await clock.pass(100)

  assert.deepEqual(bodies(journal), ['One two'])
  assert.equal(autosave.state, 'saved')
})

test('somebody who never pauses is saved every ten seconds', async () => {
  const { autosave, clock, journal } = begin()

  for (let i = 1; i <= 21; i++) {
    autosave.note({ body: 'x'.repeat(i) })
    await clock.pass(1000)
  }

  assert.deepEqual(bodies(journal).map(body => body.length), [10, 20])
})

test('an empty page is never sent', async () => {
  const { autosave, clock, journal } = begin()

  autosave.note({ body: '   ' })
  await clock.pass(60_000)
  await autosave.flush()

  assert.equal(journal.sent.length, 0)
  assert.equal(autosave.state, 'resting')
})

test('the first save creates and the next names the version it changes', async () => {
  const { autosave, clock, journal } = begin()

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  autosave.note({ body: 'Two' })
  await clock.pass(2000)

  assert.deepEqual(journal.sent.map(({ version }) => version), [null, 1])
})

test('only one request is under way and what came meanwhile goes in the next', async () => {
  const { autosave, clock, journal } = begin()
  const open = journal.hold()

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  autosave.note({ body: 'One two' })
  autosave.note({ body: 'One two three' })
  await clock.pass(5000)
  assert.equal(journal.sent.length, 1)
  open()
  await clock.pass(2000)

  assert.deepEqual(bodies(journal), ['One', 'One two three'])
  assert.equal(autosave.state, 'saved')
})

test('a flush during a request waits and then sends the rest', async () => {
  const { autosave, clock, journal } = begin()
  const open = journal.hold()

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  autosave.note({ body: 'One two' })
  const kept = autosave.flush()
  open()

  assert.equal(await kept, true)
  assert.deepEqual(bodies(journal), ['One', 'One two'])
})

test('a broken line is tried again at longer and longer intervals', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{}, { status: 503 }, { status: 500 }]

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  assert.equal(autosave.state, 'retrying')
  await clock.pass(2000 + 4000 + 8000)

  assert.equal(journal.sent.length, 4)
  assert.equal(autosave.state, 'saved')
})

test('typing while the line is broken does not hurry the next try', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{}, {}]

  autosave.note({ body: 'One' })
  await clock.pass(4000)
  autosave.note({ body: 'One two' })
  await clock.pass(3000)

  assert.equal(journal.sent.length, 2)
  assert.equal(autosave.state, 'retrying')
})

test('the wait the server asks for is kept', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{ status: 429, retryAfter: 30 }]

  autosave.note({ body: 'One' })
  await clock.pass(31_000)
  assert.equal(journal.sent.length, 1)
  await clock.pass(1000)

  assert.equal(journal.sent.length, 2)
})

test('a session that ended holds the words until somebody signs in', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{ status: 401 }]

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  autosave.note({ body: 'One two' })
  await clock.pass(60_000)
  assert.equal(autosave.state, 'signed-out')
  assert.equal(autosave.isUnsaved, true)
  await autosave.signedIn()

  assert.deepEqual(bodies(journal), ['One', 'One two'])
})

test('another version is shown and nothing is sent until a choice is made', async () => {
  const { autosave, clock, journal } = begin({ version: 3, kept: { body: 'Old' } })
  journal.failures = [{ status: 412, current: { version: 5, body: 'Theirs', title: '' } }]

  autosave.note({ body: 'Mine' })
  await clock.pass(60_000)
  assert.equal(autosave.state, 'conflict')
  await autosave.keepMine()

  assert.deepEqual(journal.sent.map(({ version }) => version), [3, 5])
  assert.equal(journal.sent.at(-1).page.body, 'Mine')
})

test('choosing the other version takes it over', async () => {
  const { autosave, clock, journal } = begin({ version: 3, kept: { body: 'Old' } })
  journal.failures = [{ status: 412, current: { version: 5, body: 'Theirs', title: '' } }]

  autosave.note({ body: 'Mine' })
  await clock.pass(2000)
  const entry = autosave.keepTheirs()

  assert.equal(entry.body, 'Theirs')
  assert.equal(autosave.state, 'saved')
  assert.equal(autosave.isUnsaved, false)
})

test('a save whose answer went missing is recognised as our own', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{}, { status: 412, current: { version: 1, body: 'One', title: '' } }]

  autosave.note({ body: 'One' })
  await clock.pass(2000)
  autosave.note({ body: 'One two' })
  await clock.pass(4000)

  assert.equal(autosave.state, 'saved')
  assert.deepEqual(journal.sent.map(({ version }) => version), [null, null, 1])
})

test('a page that is refused says why and is sent again when it changes', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures = [{ status: 422, detail: 'Too long.' }]

  autosave.note({ body: 'One' })
  await clock.pass(60_000)
  assert.equal(autosave.state, 'refused')
  assert.equal(autosave.reason, 'Too long.')
  autosave.note({ body: 'On' })
  await clock.pass(2000)

  assert.equal(autosave.state, 'saved')
})

test('a change of title, tags, ideas or star is a change too', async () => {
  const { autosave, clock, journal } = begin({ version: 1, kept: { body: 'Old', tags: [] } })

  autosave.note({ tags: ['garden'] })
  await clock.pass(2000)
  autosave.note({ starred: true })
  await clock.pass(2000)

  assert.deepEqual(journal.sent.map(({ page }) => [page.tags.join(), page.starred]), [['garden', false], ['garden', true]])
})

test('words taken back before they were sent are not sent', async () => {
  const { autosave, clock, journal } = begin({ version: 1, kept: { body: 'Old' } })

  autosave.note({ body: 'Old and new' })
  autosave.note({ body: 'Old' })
  await clock.pass(60_000)

  assert.equal(journal.sent.length, 0)
  assert.equal(autosave.state, 'saved')
})

test('a page that is already kept may be emptied', async () => {
  const { autosave, clock, journal } = begin({ version: 1, kept: { body: 'Old' } })

  autosave.note({ body: '' })
  await clock.pass(2000)

  assert.deepEqual(bodies(journal), [''])
})

test('a page that was forgotten elsewhere goes on as a page of its own', async () => {
  const { autosave, clock, journal } = begin({ version: 3, kept: { body: 'Old' }, freshId: () => 'fresh' })
  journal.failures.push({ status: 404 })

  autosave.note({ body: 'New' })
  await clock.pass(5000)

  assert.deepEqual(journal.sent.map(({ id, version }) => [id, version]), [['a', 3], ['fresh', null]])
  assert.equal(autosave.state, 'saved')
  assert.ok(autosave.hasMoved)
})

test('so does one that lies in the trash by now', async () => {
  const { autosave, clock, journal } = begin({ version: 3, kept: { body: 'Old' }, freshId: () => 'fresh' })
  journal.failures.push({ status: 412, current: { id: 'a', version: 4, body: 'Old', trashed_at: '2026-11-23T00:00:00Z' } })

  autosave.note({ body: 'New' })
  await clock.pass(5000)

  assert.deepEqual(bodies(journal), ['New', 'New'])
  assert.equal(journal.sent[1].id, 'fresh')
})

test('a journal that is somebody else’s by now holds the words until its writer signs in', async () => {
  const { autosave, clock, journal } = begin()
  journal.failures.push({ status: 409, is: slug => slug === 'somebody-else' })

  autosave.note({ body: 'Mine' })
  await clock.pass(5000)

  assert.equal(autosave.state, 'signed-out')
  assert.deepEqual(bodies(journal), ['Mine'])
})
