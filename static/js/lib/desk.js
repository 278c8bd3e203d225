// What an admin sees of people and groups, and does about them; nothing that anybody wrote is among it.
import { countTold, sizeTold } from './amounts.js'
import { get, post, put, remove } from './api.js'
import { shortDate } from './dates.js'

export const readCounts = () => get('/admin/counts')

export const listPeople = cursor => get('/admin/people', { query: { cursor } })
export const findPerson = username => post('/admin/people-searches', { username })
export const pause = id => put(`/admin/people/${id}/pause`)
export const resume = id => remove(`/admin/people/${id}/pause`)
export const signOutEverywhere = id => remove(`/admin/people/${id}/sessions`)
export const deleteAccount = id => remove(`/admin/people/${id}`)

export const listAllGroups = cursor => get('/admin/workshops', { query: { cursor } })
export const closeGroup = id => put(`/admin/workshops/${id}/closing`)

export function countsTold({ people, suspended, entries, sealed_bytes: size, groups, closed }) {
  const who = countTold(people, 'person', 'people') + (suspended ? `, ${suspended} of them paused` : '')
  const where = countTold(groups, 'group') + (closed ? `, ${closed} of them closed` : '')
  return `${who}. ${countTold(entries, 'page')}, ${sizeTold(size)} sealed. ${where}.`
}

export const personTold = person => ({
  ...person,
  told: `since ${dayTold(person.created_on)} · ${countTold(person.entry_count, 'page')} · ${sizeTold(person.sealed_bytes)} sealed`,
  paused: person.suspended_on ? `paused since ${dayTold(person.suspended_on)}` : '',
})

export const groupTold = group => ({
  ...group,
  told: `${countTold(group.members, 'member')} · ${group.closed_on ? `closed on ${dayTold(group.closed_on)}` : 'open'}`,
})

const dayTold = day => `${shortDate(day)} ${day.slice(0, 4)}`
