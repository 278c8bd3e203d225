import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { copy } from '../../static/js/directives/copy.js'

mock.timers.enable({ apis: ['setTimeout'] })

function pressed(clipboard) {
  Object.defineProperty(globalThis, 'navigator', { value: { clipboard }, configurable: true })
  const button = { textContent: 'Copy', querySelector: () => null, addEventListener: (_, listener) => { button.press = listener } }
  copy(button, { expression: 'code' }, { evaluate: () => 'ABCD-EFGH', cleanup: () => {} })
  return button
}

test('puts the text on the clipboard, says so, and says its own name again', async () => {
  const written = []
  const button = pressed({ writeText: async text => written.push(text) })

  await button.press()
  const said = button.textContent
  mock.timers.tick(2_000)

  assert.deepEqual([written, said, button.textContent], [['ABCD-EFGH'], 'Copied', 'Copy'])
})

test('says so where a browser offers no clipboard', async () => {
  const button = pressed(undefined)

  await button.press()

  assert.equal(button.textContent, 'Copy by hand')
})
