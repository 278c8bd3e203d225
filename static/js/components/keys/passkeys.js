// A person's passkeys: made, called something, removed.
import { shortDate } from '../../lib/dates.js'
import { canTouch, listPasskeys, makePasskey, removePasskey, renamePasskey } from '../../lib/passkeys.js'
import { refusalOf, refusals } from '../../lib/refusals.js'
import { onceShown } from '../../lib/shown.js'
import { together } from '../../lib/together.js'

export const passkeys = () => together(refusals(), {
  items: [], name: '', renaming: '', newName: '', told: '', canTouch: canTouch(), isAsked: location.hash === '#passkeys',

  get isBlank() { return !this.name.trim() },

  async init() {
    try {
      await this.read()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
  },

  add() {
    return this.change(async () => {
      const { opens } = await makePasskey(this.name.trim())
      this.name = ''
      return opens ? 'Kept. From now on a touch opens your journal.' : 'Kept. It cannot open your journal by itself, so it is your second step now: your passphrase asks for it.'
    })
  },

  remove(item) {
    return this.change(async () => {
      await removePasskey(item.id)
      return 'Removed. It opens nothing here any more; your device may still show it until you delete it there.'
    })
  },

  rename(item) {
    Object.assign(this, { renaming: item.id, newName: item.name })
    this.$nextTick(() => onceShown(() => this.$root.querySelector(`#name-${item.id}`)?.focus()))
  },

  keepName(item) {
    return this.change(async () => {
      await renamePasskey(item.id, this.newName.trim())
      this.renaming = ''
      return ''
    })
  },

  change(act) {
    this.told = ''
    return this.attempt(() => this.$store.confirmation.run(async () => {
      this.told = await act()
      await this.read()
    }))
  },

  async read() { this.items = (await listPasskeys()).map(item => ({ ...item, told: inWords(item) })) },
})

function inWords({ opens, created_on: made, last_used_on: used }) {
  return `${opens ? 'Opens your journal' : 'A second step after your passphrase'} · made on ${shortDate(made)} · last used on ${shortDate(used)}`
}
