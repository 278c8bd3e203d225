// Days and a time for somebody's own calendar. The calendar asks for them; nothing is sent from here.
import { addReminder, closeFeed, dropReminder, openFeed, readReminders } from '../../lib/reminders.js'

export const reminders = () => ({
  items: [], feed: '', days: [], time: '20:00', trouble: '', isBusy: false, isKnown: false,

  get address() { return this.feed ? location.origin + this.feed : '' },
  get calendarLink() { return this.address.replace(/^https?:/, 'webcal:') },
  get isBlank() { return !this.days.length || !this.time },

  async init() {
    try {
      const { items, feed } = await readReminders()
      Object.assign(this, { items: items.map(told), feed: feed ?? '', isKnown: true })
    } catch (error) {
      this.trouble = error.detail || 'Your reminders could not be fetched just now.'
    }
  },

  flip(event) {
    const { day } = event.currentTarget.dataset
    this.days = this.days.includes(day) ? this.days.filter(other => other !== day) : [...this.days, day]
  },

  add() {
    return this.act(async () => {
      this.items = [...this.items, told(await addReminder({ days: this.days, time: this.time }))]
      this.days = []
    })
  },

  drop(item) {
    return this.act(async () => {
      await dropReminder(item)
      this.items = this.items.filter(other => other.id !== item.id)
      this.$refs.title.focus()
    })
  },

  makeAddress() { return this.act(async () => { this.feed = (await openFeed()).feed }) },

  takeAddressAway() {
    return this.act(async () => {
      await closeFeed()
      this.feed = ''
    })
  },

  async act(send) {
    if (this.isBusy) return
    Object.assign(this, { isBusy: true, trouble: '' })
    try {
      await send()
    } catch (error) {
      this.trouble = Object.values(error.errors ?? {})[0]?.[0] ?? error.detail ?? 'That did not work just now. Nothing was changed.'
      if (error.status === 412 || error.status === 404) await this.init()
    }
    this.isBusy = false
  },
})

const ALL_DAYS = 7
const named = day => day[0].toUpperCase() + day.slice(1)
const told = item => ({ ...item, words: `${item.days.length === ALL_DAYS ? 'Every day' : item.days.map(named).join(', ')} at ${item.time}` })
