// Check-ins over the API: note one down, amend it, take it back, look back on them.
import { get, put, remove } from './api.js'

export const keepCheckIn = (id, mark, version) => put(`/check-ins/${id}`, mark, { ...(version === null ? { isNew: true } : { version }), stay: true })
export const forgetCheckIn = ({ id, version }) => remove(`/check-ins/${id}`, { version })
export const forgetAllCheckIns = () => remove('/check-ins')
export const checkInsOf = day => get('/check-ins', { query: { from: day, to: day, limit: 10 } })
export const lookBack = (from, to) => get('/looking-back', { query: { from, to } })
export const vocabulary = () => get('/vocabulary')
