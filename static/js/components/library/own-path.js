// A path that somebody walks: where they are on it, set aside and taken up again. No day is kept, so nothing can be missed.
import { changePerson, readPerson } from '../../lib/session.js'

export const ownPath = () => ({
  person: null, isHere: false,

  get id() { return this.$root.dataset.path },
  get last() { return Number(this.$root.dataset.sittings) },
  get step() { return this.person?.paths.find(path => path.path === this.id) ?? null },
  get isBegun() { return Boolean(this.step) },
  get isAside() { return Boolean(this.step?.set_aside) },
  get isWalking() { return this.isBegun && !this.isAside },
  get isLast() { return this.step?.sitting >= this.last },
  get here() { return `#session-${this.step?.sitting ?? 1}` },
  get title() { return this.$root.parentElement.querySelector(this.here)?.textContent ?? '' },

  async init() {
    if (document.body.dataset.signedIn === undefined) return
    this.$watch('here', () => this.show())
    this.$watch('isWalking', () => this.show())
    await this.read().catch(() => {})
  },

  async read() {
    this.person = await readPerson()
    this.isHere = true
    this.show()
  },

  // The sitting that is next carries a mark, for the eye and for a screen reader.
  show() {
    for (const section of this.$root.parentElement.querySelectorAll('.path__session')) {
      const isHere = this.isWalking && `#${section.getAttribute('aria-labelledby')}` === this.here
      section.toggleAttribute('data-here', isHere)
      if (isHere) section.setAttribute('aria-current', 'step')
      else section.removeAttribute('aria-current')
    }
  },

  begin() { return this.change({ sitting: 1, set_aside: false }) },
  goOn() { return this.change({ sitting: this.step.sitting + 1 }) },
  setAside() { return this.change({ set_aside: true }) },
  takeUp() { return this.change({ set_aside: false }) },
  leave() { return this.change(null) },

  async change(changes) {
    const others = this.person.paths.filter(path => path.path !== this.id)
    const paths = changes ? [{ path: this.id, ...this.step, ...changes }, ...others] : others
    try {
      this.person = await changePerson(this.person, { paths })
    } catch (error) {
      this.$store.toasts.say(error.status === 412 ? 'Your settings changed elsewhere. Please try once more.' : error.detail || 'That did not work just now. Nothing was changed.')
      if (error.status === 412) await this.read()
    }
  },
})
