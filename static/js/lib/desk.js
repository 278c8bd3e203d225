// What an admin sees of people and groups, and does about them; nothing that anybody wrote is among it.
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
  const who = many(people, 'person', 'people') + (suspended ? `, ${suspended} of them paused` : '')
  const where = many(groups, 'group') + (closed ? `, ${closed} of them closed` : '')
  return `${who}. ${many(entries, 'page')}, ${sizeTold(size)} sealed. ${where}.`
}

export const personTold = person => ({
  ...person,
  told: `since ${dayTold(person.created_on)} · ${many(person.entry_count, 'page')} · ${sizeTold(person.sealed_bytes)} sealed`,
  paused: person.suspended_on ? `paused since ${dayTold(person.suspended_on)}` : '',
})

export const groupTold = group => ({
  ...group,
  told: `${many(group.members, 'member')} · ${group.closed_on ? `closed on ${dayTold(group.closed_on)}` : 'open'}`,
})

const many = (count, word, several = `${word}s`) => `${count} ${count === 1 ? word : several}`
const kilobytes = new Intl.NumberFormat('en-GB', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
const sizeTold = bytes => kilobytes.format(bytes / 1000)
const dayTold = day => `${shortDate(day)} ${day.slice(0, 4)}`
