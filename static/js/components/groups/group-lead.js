// What those who lead have at hand: codes, questions to ask, the people, and how it ends.
import { assign, changeGroup, dropCode, forgetGroup, giveRole, layPath, listCodes, listMembers, makeCode, removeMember } from '../../lib/groups.js'
import { today } from '../../lib/dates.js'
import { pictureOf } from '../../lib/code-picture.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { whoIsHere } from '../../lib/session.js'
import { together } from '../../lib/together.js'
import { instantInWords } from '../../lib/tasks.js'

export const groupLead = () => together(refusals(), {
  codes: [], members: [], way: 'library', prompt: '', title: '', text: '', note: '', opens: '', closes: '', path: '', starts: today(), isAsking: false,
  words: { name: '', purpose: '', agreements: '' }, leaving: null,

  get newest() { return this.codes.find(code => code.code) ?? null },
  get hasCode() { return Boolean(this.newest) },
  get picture() { return pictureOf(this.newest) },
  get code() { return this.newest?.code ?? '' },
  get link() { return this.newest?.link ?? '' },
  get goodFor() { return this.newest ? `Good until ${instantInWords(this.newest.expires_at)}, for ${this.newest.max_uses - this.newest.uses} more.` : '' },
  get place() { return this.link.replace(/^https?:\/\//, '').replace(/#.*$/, '') },
  get sheetHref() { return `/api/v1/workshops/${this.group.id}/participation-sheet` },
  get liveHref() { return `/groups/${this.group.id}/live` },
  get whoGoes() { return this.leaving?.called ?? '' },

  async init() {
    const { name, purpose, agreements } = this.group
    this.words = { name, purpose, agreements: agreements.join('\n') }
    this.isAsking = !this.tasks.length
    // Whoever taps while this is still being read is heard all the same.
    await Promise.all([this.readCodes(), this.readMembers()]).catch(error => Object.assign(this, refusalOf(error)))
    if (location.hash === '#code') this.$refs.code?.scrollIntoView({ block: 'center' })
  },

  async readCodes() { this.codes = await listCodes(this.group.id) },
  async readMembers() {
    const [members, me] = await Promise.all([listMembers(this.group.id), whoIsHere()])
    this.members = members.map(one => ({ ...one, leads: one.role === 'facilitator', isMe: one.id === me.id }))
  },

  freshCode() { return this.then(() => makeCode(this.group.id), () => this.readCodes()) },
  takeCodeAway() { return this.then(() => dropCode(this.group.id, this.newest.id), () => this.readCodes()) },

  ask() {
    return this.then(async () => {
      if (this.way === 'path') await layPath(this.group.id, this.path, this.starts)
      else await assign(this.group.id, { ...this.asked(), note: this.note.trim(), ...times(this.opens, this.closes) })
      Object.assign(this, { prompt: '', title: '', text: '', note: '', opens: '', closes: '', isAsking: false })
    }, () => this.load())
  },

  asked() {
    if (this.way === 'library') return { prompt: this.prompt }
    return { own: { title: this.title.trim(), text: this.text.trim() } }
  },

  share(member) { return this.then(() => giveRole(this.group.id, member.id, member.leads ? 'participant' : 'facilitator'), () => this.readMembers()) },

  askToRemove(member) {
    this.leaving = member
    this.$refs.removing.showModal()
  },

  keepThem() { this.$refs.removing.close() },

  takeOut() {
    this.$refs.removing.close()
    return this.then(() => removeMember(this.group.id, this.leaving.id), () => Promise.all([this.readMembers(), this.readCodes(), this.load()]))
  },

  keepWords() {
    const agreements = this.words.agreements.split('\n').map(line => line.trim()).filter(Boolean)
    return this.then(() => changeGroup(this.group, { name: this.words.name.trim(), purpose: this.words.purpose.trim(), agreements }), () => this.load())
  },

  close(isClosed) { return this.then(() => changeGroup(this.group, { closed: isClosed }), () => this.load()) },
  askToForget() { this.$refs.forgetting.showModal() },
  keepGroup() { this.$refs.forgetting.close() },

  forget() {
    return this.attempt(async () => {
      await forgetGroup(this.group)
      location.replace('/groups')
    })
  },

  print() { globalThis.print() },

  then(act, look) {
    return this.attempt(async () => {
      await act()
      await look()
    })
  },
})

// What a form's local times are as instants; an empty one is left out.
function times(opens, closes) {
  const given = { opens_at: opens, closes_at: closes }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value).map(([name, value]) => [name, new Date(value).toISOString()]))
}
