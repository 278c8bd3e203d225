import assert from 'node:assert/strict'
import { test } from 'node:test'
import { componentsNamed } from '../../static/js/lib/registry.js'

const element = name => ({ getAttribute: () => name })
const part = (names, templates = []) => ({
  querySelectorAll: selector => selector === 'template' ? templates.map(content => ({ content })) : names.map(element),
})

test('brings in what a page names, also inside templates, and nothing else', async () => {
  const page = part(['today', 'today', ''], [part(['calendar'])])
  const brought = []
  const module = name => async () => { brought.push(name); return { [name]: () => name } }

  const found = await componentsNamed(page, { today: module('today'), calendar: module('calendar'), search: module('search') })

  assert.deepEqual(found.map(([name]) => name), ['today', 'calendar'])
  assert.deepEqual(brought, ['today', 'calendar'])
})
