import assert from 'node:assert/strict'
import test from 'node:test'
import { bedPath, ribbonPaths, ruledBank, scatteredBank, underground } from '../../static/js/lib/river-paths.js'
import { course, wandering } from '../../static/js/lib/river.js'

const SHAPE = { length: 390, breadth: 96, bank: 20, turn: 260, reach: 0.075 }
const numbersIn = d => (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)

test('the course goes all the way along and every number is real', () => {
  const samples = course(wandering(20), SHAPE)

  assert.ok(samples.at(-1).along >= 390)
  assert.ok(samples.every(sample => Number.isFinite(sample.left + sample.right + sample.centre)))
})

test('the water stays between its banks', () => {
  const samples = course(wandering(20), SHAPE)

  assert.ok(samples.every(({ left, right, ribbons }) => ribbons.every(({ mid }) => mid > left && mid < right)))
})

test('three strands are drawn, each a closed shape', () => {
  const ribbons = ribbonPaths(course(wandering(20), SHAPE), false)

  assert.deepEqual(ribbons.map(({ name }) => name), ['integration', 'regulation', 'relationships'])
  assert.ok(ribbons.every(({ d }) => d.startsWith('M') && d.endsWith('Z')))
})

test('a sleeping river is a line of dots and has no width', () => {
  const samples = course([], { ...SHAPE, asleep: true })

  assert.ok(samples.every(({ ribbons }) => ribbons.every(({ half }) => half === 0)))
  assert.ok(underground(samples).startsWith('M'))
})

test('a river with marks far apart goes underground between them', () => {
  const samples = course([{ at: 0.05, lean: 0 }, { at: 0.95, lean: 0 }], { ...SHAPE, dry: 0.1 })

  assert.equal(underground(samples).match(/M/g).length, 1)
})

test('the same river is drawn the same twice', () => {
  const draw = () => { const samples = course(wandering(12), SHAPE); return scatteredBank(samples, { breadth: 96 }) + ruledBank(samples) + bedPath(samples) }

  assert.equal(draw(), draw())
  assert.ok(numbersIn(draw()).every(Number.isFinite))
})
