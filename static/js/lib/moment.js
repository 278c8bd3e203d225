// What the room does just now, followed by asking every few seconds; the clock is the server's, whatever this phone's says.
import { readMoment } from './groups.js'

export const RESTING = { version: 0, stage: 'resting', assignment: null, question: null, note: '', steps: [], step: 0, ends_at: null, left: null, now: null }
const EVERY = 2_500

// Tells each new moment and whether there is a line. Nothing is asked while the page is hidden; whoever is not in the
// group any more is told so by the page itself.
export function follow(group, { tell, line }) {
  let known = null
  const look = async () => {
    if (document.visibilityState === 'visible') {
      try {
        const told = await readMoment(group, known)
        if (told) known = told.version
        if (told) tell({ ...told, ahead: Date.parse(told.now) - Date.now() })
        line(true)
      } catch (error) {
        if (error.status === 404) return location.reload()
        line(error.status !== 0)
      }
    }
    setTimeout(look, EVERY)
  }
  look()
}

// Seconds left on the room's clock; null where there is none.
export function secondsLeft({ ends_at: endsAt, left, ahead = 0 }, now = Date.now()) {
  if (!endsAt) return left
  return Math.max(0, Math.round((Date.parse(endsAt) - now - ahead) / 1000))
}

export const clockOf = seconds => (seconds === null ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)
