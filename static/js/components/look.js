// Day, night, plain letters: shown at once and remembered by this device.
import { keepLook, readLook, showLook } from '../lib/look.js'

export const look = () => ({
  ...readLook(),

  show() {
    keepLook(this)
    showLook(this)
  },
})
