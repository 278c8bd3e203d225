// What somebody does about their ways in: confirm that it is them, see where they are signed in, end that, leave for good.
import { get, post, remove } from './api.js'

export const confirm = way => post('/session/confirmation', way)
export const listSessions = async () => (await get('/sessions')).items
export const endSession = id => remove(`/sessions/${id}`)
export const endOtherSessions = () => remove('/sessions')
export const leaveForGood = () => remove('/person')
