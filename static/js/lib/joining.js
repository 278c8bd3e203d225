// Coming for the first time or back again: signing up, recovering, and what each hands out or sets anew.
import { post, put } from './api.js'
import { comeBack } from './away.js'

export const signUp = person => arriving(post('/people', person))
export const recover = answers => arriving(post('/recovery', answers))
export const acceptConsent = consent => put('/person/consent', consent)
export const suggestPassphrase = async () => (await post('/passphrase-suggestions')).passphrase
export const changePassphrase = (current, fresh) => put('/person/passphrase', { current, new: fresh })
export const newRecoveryCode = async () => (await post('/person/recovery-code')).recovery_code

async function arriving(answer) {
  const said = await answer
  comeBack()
  return said
}
