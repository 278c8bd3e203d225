// A touch beside the passphrase, for the page on which somebody was writing.
import { touch } from '../../lib/passkeys.js'

export const touchAgain = async () => ({ passkey: (await touch('signing-in')).passkey })
