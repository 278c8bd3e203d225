// The groups one is in, and a new one: name, first question, until when; then its code is on the screen.
import { assign, listGroups, makeCode, openGroup } from '../../lib/groups.js'
import { today, weekdayOf } from '../../lib/dates.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

const DAYS = { open: null, three: 3, week: 7 }, DAY = 86_400_000

export const groups = () => together(refusals(), {
  items: [], isKnown: false, isOpening: false, name: '', first: '', until: 'week', workplace: false, like: '', sorry: '',

  get going() { return this.items.filter(group => !group.closed) },
  get over() { return this.items.filter(group => group.closed) },
  get led() { return this.items.filter(group => group.role === 'facilitator') },
  get isEmpty() { return this.isKnown && !this.items.length },

  async init() {
    this.name = `${weekdayOf(today())} group`
    this.first = this.$root.dataset.first
    try {
      this.items = (await listGroups()).map(told)
      this.isKnown = true
    } catch (error) {
      this.sorry = error.detail || 'Your groups could not be fetched just now.'
    }
  },

  begin() {
    this.isOpening = true
    this.$refs.sheet.showModal()
  },

  close() { this.$refs.sheet.close() },

  create() {
    return this.attempt(async () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const words = this.like ? { like: this.like } : { agreements: JSON.parse(this.$root.dataset.agreements) }
      const group = await openGroup({ ...words, name: this.name.trim(), workplace: this.workplace, time_zone: timeZone })
      if (this.first && !this.like) await assign(group.id, { prompt: this.first, ...untilOf(DAYS[this.until]) })
      await makeCode(group.id)
      location.assign(`/groups/${group.id}#code`)
    })
  },
})

const untilOf = days => (days ? { closes_at: new Date(Date.now() + days * DAY).toISOString() } : {})

const told = group => ({
  ...group, href: `/groups/${group.id}`, title: group.unreadable ? 'A group whose name we cannot read' : group.name,
  words: [group.role === 'facilitator' ? 'You lead' : `Led by ${group.facilitators.map(one => one.called).join(', ') || 'nobody any more'}`, group.closed && 'closed'].filter(Boolean).join(' · '),
})
