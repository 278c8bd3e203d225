import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { keepLook, readLook, showLook } from '../../static/js/lib/look.js'

const frames = ['light', 'dark'].map(scheme => ({ dataset: { scheme }, media: '' }))

beforeEach(() => {
  const kept = new Map()
  globalThis.localStorage = { getItem: name => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: name => kept.delete(name) }
  globalThis.document = { documentElement: { dataset: {} }, querySelectorAll: () => frames }
})

test('follows the device and slants its titles until told otherwise', () => {
  assert.deepEqual(readLook(), { theme: 'system', isPlain: false })
})

test('remembers what was chosen, and forgets it when it is taken back', () => {
  keepLook({ theme: 'dark', isPlain: true })
  const kept = readLook()

  keepLook({ theme: 'system', isPlain: false })

  assert.deepEqual(kept, { theme: 'dark', isPlain: true })
  assert.deepEqual(readLook(), { theme: 'system', isPlain: false })
})

test('marks the page at once', () => {
  showLook({ theme: 'dark', isPlain: true })
  const marked = { ...document.documentElement.dataset }

  showLook({ theme: 'system', isPlain: false })

  assert.deepEqual(marked, { theme: 'dark', letters: 'plain' })
  assert.deepEqual(document.documentElement.dataset, {})
})

test('lets the browser’s own frame follow, and gives it back to the device', () => {
  showLook({ theme: 'dark', isPlain: false })
  const chosen = frames.map(frame => frame.media)

  showLook({ theme: 'system', isPlain: false })

  assert.deepEqual(chosen, ['not all', 'all'])
  assert.deepEqual(frames.map(frame => frame.media), ['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)'])
})
