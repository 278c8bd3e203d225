// Copies given to people by name: one entry at a time, until a day, and back with one tap.
import { get, post, put, remove } from './api.js'

export const listGiven = async () => (await get('/shares', { stay: true })).items
export const listReceived = async group => (await get(`/workshops/${group}/shares`)).items
export const readShare = id => get(`/shares/${id}`)
export const give = (entry, offer) => post(`/entries/${entry}/shares`, offer)
export const withdraw = id => remove(`/shares/${id}`)
export const answerShare = (id, text) => put(`/shares/${id}/answer`, { text })
export const takeAnswerBack = id => remove(`/shares/${id}/answer`)
