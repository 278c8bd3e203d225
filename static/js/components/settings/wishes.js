// What a person has chosen: topics to leave out, deeper prompts, region, time zone, check-ins. Saved with every change.
import { refusals } from '../../lib/refusals.js'
import { changePerson, readPerson } from '../../lib/session.js'
import { together } from '../../lib/together.js'

export const wishes = () => together(refusals(), {
  person: null, told: '', muted: [], deeper: false, region: '', timeZone: '', checkIn: true, bodyWords: false,

  init() { return this.attempt(async () => this.show(await readPerson())) },

  // Two changes in quick succession wait for one another, so that each knows the version it changes.
  save() {
    this.saving = (this.saving ?? Promise.resolve()).then(() => this.attempt(() => this.send()))
    return this.saving
  },

  async send() {
    this.told = ''
    const { muted, deeper, region, timeZone, checkIn, bodyWords } = this
    const chosen = { muted_topics: [...muted], deeper_prompts: deeper, region: region || null, time_zone: timeZone, check_in: checkIn, body_words: bodyWords }
    this.person = await changeNewest(this.person, chosen)
    this.told = 'Saved'
  },

  show(person) {
    fillZones(this.$refs.zones, person.time_zone)
    const { muted_topics, deeper_prompts, region, time_zone, check_in, body_words } = person
    Object.assign(this, { person, muted: [...muted_topics], deeper: deeper_prompts, region: region ?? '', timeZone: time_zone, checkIn: check_in, bodyWords: body_words })
  },
})

// Somebody may have changed something on another device; the last word here counts.
async function changeNewest(person, chosen) {
  try {
    return await changePerson(person, chosen)
  } catch (error) {
    if (error.status !== 412) throw error
    return changePerson(error.current, chosen)
  }
}

function fillZones(select, chosen) {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])
  select.replaceChildren(...[...zones].sort().map(zone => new Option(zone.replaceAll('_', ' '), zone)))
}
