// Somebody may have had a key: everything is sealed anew, and the next recovery code is handed to the part that shows it.
import { makeNewKeys } from '../../lib/new-keys.js'
import { refusals } from '../../lib/refusals.js'
import { together } from '../../lib/together.js'
import { confirm } from '../../lib/ways-in.js'

export const newKeys = () => together(refusals(), {
  passphrase: '', told: '', done: 0, of: 0,

  make() {
    return this.attempt(async () => {
      let code = ''
      Object.assign(this, { told: 'Making new keys…', done: 0, of: 0 })
      try {
        await confirm({ passphrase: this.passphrase })
        const { unreadable } = await makeNewKeys(this.passphrase, line => {
          code = line.recovery_code ?? code
          if (line.of) Object.assign(this, { done: line.done, of: line.of, told: `${line.done} of ${line.of} sealed anew…` })
        })
        this.told = toldAtTheEnd(unreadable)
      } catch (error) {
        this.told = code ? 'It stopped half-way. Everything can be read; ask once more and it goes on.' : ''
        throw error
      } finally {
        Object.assign(this, { passphrase: '', of: 0 })
        if (code) this.$dispatch('new-code', code)
      }
    })
  },
})

const toldAtTheEnd = unreadable => `Everything is sealed with new keys.${unreadable ? ` ${unreadable} damaged before could not be read and stayed as it was.` : ''} Keep your new recovery code.`
