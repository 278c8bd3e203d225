// Part of a page that shows a recovery code once: groups to read, ways to keep it, and a tick before going on.
import { saveAsFile } from '../../lib/files.js'

export const recoveryCode = () => ({
  code: '', isKept: false,

  get groups() { return this.code.split('-').map((text, place) => ({ place, text })) },

  download() { saveAsFile('braid-recovery-code.txt', asText(this.code)) },
  print() { globalThis.print() },

  // Leaving the page now would lose the code, so the browser asks first.
  guardCode() {
    addEventListener('beforeunload', event => { if (this.code && !this.isKept) event.preventDefault() })
  },
})

const asText = code => `Braid recovery code\n\n${code}\n\nIt opens the journal if the passphrase is lost. Each code works once.\nAt: ${location.origin}/recovery\n`
