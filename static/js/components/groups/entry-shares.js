// Give somebody who leads a group a copy of one page, or of a part of it; and take it back.
import { listGroups, listTasks } from '../../lib/groups.js'
import { give, listGiven, readShare, withdraw } from '../../lib/shares.js'
import { dayInWords, today, within } from '../../lib/dates.js'
import { whoIsHere } from '../../lib/session.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'

const WEEK = 7

export const entryShares = () => together(refusals(), {
  groups: [], given: [], groupId: '', people: [], words: '', until: '', hasAgreed: false,

  get canShare() { return this.groups.length > 0 },
  get isGiven() { return this.given.length > 0 },
  get group() { return this.groups.find(group => group.id === this.groupId) ?? null },
  get readers() { return this.group ? this.group.facilitators.map(one => ({ ...one, isTicked: this.people.includes(one.id) })) : [] },
  get names() { return this.readers.filter(one => one.isTicked).map(one => one.called).join(' and ') },
  get promise() { return this.names && this.until ? `${this.names} can read this until ${within(dayInWords(this.until))}. They can still remember it.` : '' },
  get isReady() { return Boolean(this.names && this.words.trim() && this.until && this.hasAgreed) },
  get earliest() { return today() },

  async init() {
    const [groups, given, person] = await Promise.all([listGroups(), listGiven(), whoIsHere()]).catch(() => [[], [], null])
    const others = group => group.facilitators.filter(one => one.id !== person.id)
    this.groups = groups.filter(group => !group.closed && !group.workplace).map(group => ({ ...group, facilitators: others(group) })).filter(group => group.facilitators.length)
    await this.show(given)
  },

  async show(given) {
    const mine = given.filter(one => one.entry === this.entry.id)
    const read = await Promise.all(mine.map(one => readShare(one.id).catch(() => one)))
    this.given = read.map(one => ({ ...one, who: `${one.receiver} can read ${one.text === this.entry.body ? 'all of it' : 'a part of it'} until ${within(dayInWords(one.until))}`, seen: one.opened_on ? `Opened: ${within(dayInWords(one.opened_on))}.` : 'Not opened yet.' }))
  },

  begin() {
    this.words = this.entry.body
    this.until = today(new Date(Date.now() + WEEK * 86_400_000))
    this.hasAgreed = false
    this.takeGroup(this.groupId || this.groups[0].id)
    this.$refs.sharing.showModal()
  },

  takeGroup(id) {
    this.groupId = id
    this.people = this.group.facilitators.length === 1 ? [this.group.facilitators[0].id] : []
  },

  chooseGroup(event) { this.takeGroup(event.target.value) },
  tick(reader) { this.people = reader.isTicked ? this.people.filter(id => id !== reader.id) : [...this.people, reader.id] },
  onlyFirst() { this.words = this.entry.body.split(/\n\s*\n/)[0] },
  close() { this.$refs.sharing.close() },

  send() {
    return this.attempt(async () => {
      const { version } = this.$root.dataset
      const asked = this.entry.assignment ? await listTasks(this.groupId) : []
      const assignment = asked.some(task => task.id === this.entry.assignment) ? this.entry.assignment : null
      await give(this.entry.id, { workshop: this.groupId, recipients: this.people, title: this.entry.title, text: this.words, until: this.until, consent: version, assignment })
      await this.show(await listGiven())
      this.close()
    })
  },

  takeBack(share) {
    return this.attempt(async () => {
      await withdraw(share.id)
      this.given = this.given.filter(one => one.id !== share.id)
      this.$store.toasts.say('Taken back. Nobody can open it any more.')
    })
  },
})
