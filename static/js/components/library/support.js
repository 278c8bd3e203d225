// Opens the part of the list for the region somebody chose, if they are signed in and chose one.
import { whoIsHere } from '../../lib/session.js'

export const support = () => ({
  async init() {
    if (!('signedIn' in document.body.dataset)) return
    const person = await whoIsHere().catch(() => null)
    const region = document.getElementById(`region-${person?.region}`)
    if (region) region.open = true
  },
})
