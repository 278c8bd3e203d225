// Day, night, plain letters, when to close: shown at once and remembered by this device.
import { keepLockMinutes, lockMinutes } from '../../lib/away.js'
import { deviceOf } from '../../lib/device.js'
import { keepLook, readLook, showLook } from '../../lib/look.js'

export const look = () => ({
  ...readLook(), lock: String(lockMinutes()), isShared: deviceOf() === 'shared',

  closeAfter() { keepLockMinutes(Number(this.lock)) },

  show() {
    keepLook(this)
    showLook(this)
  },
})
