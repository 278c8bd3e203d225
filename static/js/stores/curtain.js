// Out of sight, the page is covered; out of sight for long, it is closed and the session with it.
import { comeBack, goAway, isAwayTooLong, timeToLock } from '../lib/away.js'
import { deviceOf } from '../lib/device.js'
import { keepForTab } from '../lib/resume.js'
import { signOut, whoIsHere } from '../lib/session.js'

const LONGEST_WAIT = 4_000

export const curtain = () => ({
  init() {
    if (document.body.dataset.access !== 'private') return
    if (!document.hidden) this.open()
    document.addEventListener('visibilitychange', () => document.hidden ? this.draw() : this.open())
    addEventListener('pagehide', goAway)
    addEventListener('pageshow', event => { if (event.persisted && !document.hidden) this.open() })
  },

  draw() {
    cover(true)
    goAway()
    clearTimeout(timer)
    if (timeToLock()) timer = setTimeout(() => { if (isAwayTooLong()) this.close() }, timeToLock())
  },

  open() {
    clearTimeout(timer)
    if (isAwayTooLong()) return this.close()
    comeBack()
    cover(false)
  },

  // Words come first: a page that could be kept nowhere stays open.
  async close() {
    if (isClosing) return
    isClosing = true
    cover(true)
    if (await areWordsSafe()) return this.leave()
    isClosing = false
    comeBack()
    cover(false)
  },

  // The name stays on somebody's own device, for this tab; without a line the device stays closed until there is one.
  async leave() {
    const person = await soon(whoIsHere())
    if (person && deviceOf() === 'own') keepForTab('sign-in', { username: person.username })
    await soon(signOut({ keepsStorage: true }))
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`)
  },
})

// Whoever holds words that are not sent answers whether they are safe now.
async function areWordsSafe() {
  const answers = []
  dispatchEvent(new CustomEvent('closing', { detail: answers }))
  return (await soon(Promise.all(answers)) ?? [false]).every(Boolean)
}

const soon = promise => Promise.race([promise.catch(() => null), new Promise(passed => { setTimeout(() => passed(null), LONGEST_WAIT) })])

function cover(isCovered) {
  document.documentElement.toggleAttribute('data-covered', isCovered)
}

let timer = null, isClosing = false
