// Check-ins over the API: note one down, amend it, take it back, look back on them.
import { get, put, remove } from './api.js'

export const keepCheckIn = (id, mark, version, person) => put(`/check-ins/${id}`, mark, { ...(version === null ? { isNew: true } : { version }), stay: true, person })
export const forgetCheckIn = ({ id, version }) => remove(`/check-ins/${id}`, { version })

// What waited on this device may have been sent meanwhile; what is marked or taken back now is newer.
export const noteDown = (id, mark, version) => evenIfStale(version, known => keepCheckIn(id, mark, known))

export async function takeBack(id, version) {
  try {
    await evenIfStale(version, known => forgetCheckIn({ id, version: known }))
  } catch (error) {
    if (error.status !== 404) throw error
  }
}

async function evenIfStale(version, act) {
  try {
    return await act(version)
  } catch (error) {
    if (error.status !== 412 || !error.current) throw error
    return act(error.current.version)
  }
}

export const forgetAllCheckIns = () => remove('/check-ins')
export const checkInsOf = day => get('/check-ins', { query: { from: day, to: day, limit: 10 } })
export const lookBack = (from, to) => get('/looking-back', { query: { from, to } })
export const vocabulary = () => get('/vocabulary')
