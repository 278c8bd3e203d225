// The whole library on this device: read once a page, and kept by the service worker for when there is no line.
import { readLibrary } from './api.js'
import { dayNumber, today } from './dates.js'

let read = null

export function shelf() {
  read ??= readLibrary()
  read.catch(() => { read = null })
  return read
}

// Without a line nobody knows which topics somebody leaves out, so only gentle prompts about none are offered: the same all day.
export function promptFor(prompts, day = today(), skip = 0) {
  const gentle = prompts.filter(({ depth, topics, for: company }) => depth === 'gentle' && !topics.length && company.includes('solo'))
  return gentle[(dayNumber(day) * STRIDE + skip) % gentle.length] ?? null
}

// Neighbours in the list are alike; days take long steps through it.
const STRIDE = 37
