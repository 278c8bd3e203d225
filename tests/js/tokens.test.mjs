import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesFor } from '../../static/js/lib/tokens.js'

const ORIGIN = 'https://journal.example'

test('a line to try a token with asks for something that it may do', () => {
  assert.match(linesFor(['entries:read', 'export'], ORIGIN), /curl .* https:\/\/journal\.example\/api\/v1\/entries\?limit=1$/)
  assert.match(linesFor(['export'], ORIGIN), /--json '\{"format":"json"\}' --output journal\.json .*\/exports$/)
  assert.match(linesFor(['capture'], ORIGIN), /\/captures$/)
  assert.match(linesFor(['checkins:write'], ORIGIN), /If-None-Match: \*/)
})

test('the token itself stands in no line', () => {
  assert.doesNotMatch(linesFor(['export'], ORIGIN), /braid_/)
})
