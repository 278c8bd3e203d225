// What stands around today's page: the date, the page to carry on with, this day in other years, one reminder.
import { breath } from '../lib/breath.js'
import { pageToCarryOn } from '../lib/carry-on.js'
import { firstPages, onThisDay } from '../lib/entries.js'
import { changePerson, whoIsHere } from '../lib/session.js'
import { shortDate, today as dayToday, weekdayOf, yearsAgoInWords } from '../lib/dates.js'
import { pathOf } from '../lib/prompts.js'
import { firstWaiting } from '../lib/waiting.js'
import { nameOf, opening } from '../lib/words.js'

const CARRY_ON = 'Carry on', REMIND_AFTER = 3, LOOK_BACK = 10

export const dayHeading = () => ({ weekday: weekdayOf(dayToday()), date: shortDate(dayToday()) })

export const today = () => ({
  pages: [], years: [], person: null, pathTitle: '', pathSitting: '', pathHref: '', asked: null, isKnown: false, trouble: '',

  get isMarking() { return Boolean(this.person?.check_in) },
  get isNew() { return this.isKnown && this.pages.length === 0 },
  get unsent() { return this.$store.outbox.readable[0] ?? null },
  get newest() { return pageToCarryOn(this.pages) },
  // Its place is kept while nobody knows yet, so that nothing beside it moves.
  get firstSlip() {
    if (this.unsent) return { kind: 'now', name: CARRY_ON, words: 'A page not sent yet', href: `/write#kept-${this.unsent.id}` }
    if (this.newest) return { kind: 'now', name: CARRY_ON, words: nameOf(this.newest) || 'An empty page', href: `/entries/${this.newest.id}#edit` }
    return { kind: 'about', name: 'What is this?', words: 'About Braid', href: '/about' }
  },
  get isSlipKnown() { return this.isKnown || Boolean(this.unsent) },
  get needsReminder() { return Boolean(this.person) && !this.person.recovery_reminded && this.pages.length >= REMIND_AFTER },

  async init() {
    await breath()
    try {
      await Promise.all([this.readPages(), this.readYears(), this.readPerson(), this.readAsked()])
    } catch {
      this.trouble = 'We could not reach your journal just now. Writing still works, and we keep trying to save.'
    }
  },

  async readPages() {
    const { items } = await firstPages(LOOK_BACK)
    this.pages = items
    this.isKnown = true
  },

  async readYears() {
    const { items } = await onThisDay(dayToday())
    this.years = items.filter(page => !page.unreadable).map(page => ({ ...page, when: yearsAgoInWords(page.day), words: opening(page.body), href: `/entries/${page.id}` }))
  },

  async readPerson() {
    this.person = await whoIsHere()
    const walking = this.person?.paths.find(path => !path.set_aside)
    if (walking) await this.readPath(walking)
  },

  async readAsked() {
    const task = await firstWaiting()
    if (task) this.asked = { ...task, href: `/write#for-${task.id}` }
  },

  async readPath({ path, sitting }) {
    const { title, sessions } = await pathOf(path).catch(() => ({ title: '', sessions: [] }))
    Object.assign(this, { pathTitle: title, pathSitting: sessions[sitting - 1]?.title ?? '', pathHref: `/paths/${path}#session-${sitting}` })
  },

  async dismissReminder() {
    const { person } = this
    this.person = { ...person, recovery_reminded: true }
    await changePerson(person, { recovery_reminded: true }).catch(() => { this.person = person })
  },
})
