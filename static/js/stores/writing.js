// Whether the screen is a page being written: the same document, with everything else out of the way, and Back to return.
export const writing = () => ({
  isOn: false, isLeaving: false,

  init() {
    this.isOn = document.body.classList.contains('writing')
    if (!this.isOn && history.state?.writing) history.replaceState(null, '')
    addEventListener('popstate', event => this.turn(Boolean(event.state?.writing)))
  },

  enter(path) {
    if (this.isOn) return
    history.pushState({ writing: true }, '', path)
    this.turn(true)
    scrollTo(0, 0)
  },

  // The address of a page that has been kept, so that opening it again finds it.
  settleAt(path) { history.replaceState(history.state, '', path) },

  // A page that is written at its own address is read by asking for it anew.
  readAt(path) {
    scrollTo(0, 0)
    if (location.pathname === path) location.reload()
    else location.assign(path)
  },

  // Back once: it takes a moment, and a second tap within it would go back from where this leads.
  leave(otherwise = '/today') {
    if (!this.isOn || this.isLeaving) return
    if (!history.state?.writing) return location.assign(otherwise)
    this.isLeaving = true
    history.back()
  },

  turn(on) {
    Object.assign(this, { isOn: on, isLeaving: false })
    document.body.classList.toggle('writing', on)
    if (!on) document.activeElement?.blur()
  },
})
