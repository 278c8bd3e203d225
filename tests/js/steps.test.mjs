import assert from 'node:assert/strict'
import test from 'node:test'
import { Steps } from '../../static/js/lib/steps.js'

test('the texts of all steps are one body, a paragraph each', () => {
  const steps = new Steps(['Name it.', 'Tell it.', 'Stop.'])

  steps.keep('Rain. ')
  steps.open(1)
  steps.keep('It rained.')

  assert.equal(steps.body, 'Rain.\n\nIt rained.')
})

test('a step left empty leaves no gap', () => {
  const steps = new Steps(['a', 'b', 'c'])

  steps.open(2)
  steps.keep('last')

  assert.equal(steps.body, 'last')
})

test('only one step is open, with done ones before and later ones after', () => {
  const steps = new Steps(['a', 'b', 'c'])

  steps.keep('one')
  const opened = steps.open(1)

  assert.equal(opened, '')
  assert.deepEqual(steps.done.map(step => step.text), ['one'])
  assert.deepEqual(steps.later.map(step => step.number), [3])
  assert.equal(steps.now, 'b')
})

test('a done step can be opened again and keeps its text', () => {
  const steps = new Steps(['a', 'b'])
  steps.keep('one')
  steps.open(1)
  steps.keep('two')

  assert.equal(steps.open(0), 'one')
  assert.equal(steps.body, 'one\n\ntwo')
})

test('there is no step after the last', () => {
  const steps = new Steps(['a', 'b'])

  steps.open(5)

  assert.equal(steps.at, 1)
  assert.equal(steps.isLast, true)
})

test('a page without steps is an empty body', () => {
  assert.equal(new Steps([]).body, '')
})
