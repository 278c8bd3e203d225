import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { search } from '../../static/js/components/journal/search.js'

const hit = id => ({ entry: { id, version: 1, day: '2026-11-20', title: id, concepts: [], tags: [] }, excerpt: null })
const answer = body => new Response(JSON.stringify(body), { status: 200 })
const told = () => asked.map(([, request]) => JSON.parse(request.body))
let asked, answers

beforeEach(() => {
  asked = []
  answers = []
  globalThis.fetch = (...call) => { asked.push(call); return answers.shift() }
})

test('more pages answer the words that were looked for, whatever the field says by then', async () => {
  answers = [answer({ items: [hit('a')], next: 'c1' }), answer({ items: [hit('b')], next: null })]
  const page = Object.assign(search(), { text: 'heron' })
  await page.look()

  page.text = 'bus'
  await page.more()

  assert.deepEqual(told().map(({ text }) => text), ['heron', 'heron'])
  assert.equal(told()[1].cursor, 'c1')
})

test('an answer that comes after a newer question is left aside', async () => {
  let late
  answers = [new Promise(arrive => { late = arrive }), answer({ items: [hit('new')], next: null })]
  const page = Object.assign(search(), { text: 'old' })
  const first = page.look()

  await Object.assign(page, { text: 'new' }).look()
  late(answer({ items: [hit('old')], next: null }))
  await first

  assert.deepEqual(page.rows.map(row => row.id), ['new'])
})

test('words never stand in an address', async () => {
  answers = [answer({ items: [], next: null })]

  await Object.assign(search(), { text: 'heron' }).look()

  assert.equal(asked[0][0], '/api/v1/searches')
})
