// How long this device has been put aside. Only a time is kept, and only while somebody is away.
import { deviceOf } from './device.js'

const A_MINUTE = 60_000, UNLESS_CHOSEN = { own: 5, shared: 1 }
const now = () => Date.now()

// Minutes; 0 is never, and only somebody's own device may be left open like that.
export function lockMinutes() {
  const chosen = Number.parseInt(localStorage.getItem('lock'), 10), device = deviceOf()
  if (Number.isNaN(chosen) || (chosen === 0 && device === 'shared')) return UNLESS_CHOSEN[device]
  return chosen
}

export const keepLockMinutes = minutes => localStorage.setItem('lock', minutes)

export function goAway() {
  if (localStorage.getItem('away') === null) localStorage.setItem('away', now())
}

export const comeBack = () => localStorage.removeItem('away')

export function isAwayTooLong() {
  const since = Number(localStorage.getItem('away') ?? now()), minutes = lockMinutes()
  return minutes > 0 && now() - since >= minutes * A_MINUTE
}

export const timeToLock = () => lockMinutes() * A_MINUTE
