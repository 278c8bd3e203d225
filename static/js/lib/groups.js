// Groups: who is in them, what leads into them, and what they are asked. Every answer is the API's.
import { get, patch, post, put, remove } from './api.js'

export const listGroups = async () => (await get('/workshops', { stay: true })).items
export const readGroup = id => get(`/workshops/${id}`)
export const openGroup = words => post('/workshops', words)
export const changeGroup = (group, changes) => patch(`/workshops/${group.id}`, changes, { version: group.version })
export const forgetGroup = group => remove(`/workshops/${group.id}`, { version: group.version })
export const leaveGroup = (id, keeps) => remove(`/workshops/${id}/membership`, { query: { shares: keeps ? 'keep' : '' } })

export const lookBehind = code => post('/invitation-previews', { code })
export const comeIn = (code, called) => post('/memberships', { code, called })
export const listCodes = async id => (await get(`/workshops/${id}/invitations`)).items
export const makeCode = (id, wish = {}) => post(`/workshops/${id}/invitations`, wish)
export const dropCode = (id, code) => remove(`/workshops/${id}/invitations/${code}`)

export const listMembers = async id => (await get(`/workshops/${id}/members`)).items
export const giveRole = (id, member, role) => patch(`/workshops/${id}/members/${member}`, { role })
export const removeMember = (id, member) => remove(`/workshops/${id}/members/${member}`)

export const listTasks = async id => (await get(`/workshops/${id}/assignments`, { stay: true })).items
export const readTask = id => get(`/assignments/${id}`, { stay: true })
export const assign = (id, asked) => post(`/workshops/${id}/assignments`, asked)
export const layPath = (id, path, startsOn) => post(`/workshops/${id}/itineraries`, { path, starts_on: startsOn })
export const changeTask = (task, changes) => patch(`/assignments/${task.id}`, changes, { version: task.version })
export const moveTask = (task, place) => patch(`/assignments/${task.id}`, { place }, { version: task.version })
export const dropTask = task => remove(`/assignments/${task.id}`, { version: task.version })
export const sayDone = (id, isDone) => (isDone ? put(`/assignments/${id}/completion`, undefined, { stay: true }) : remove(`/assignments/${id}/completion`))

export const listPulses = async id => (await get(`/workshops/${id}/questions`)).items
export const askAll = (id, asked) => post(`/workshops/${id}/questions`, asked)
export const chooseIn = (id, choice) => put(`/questions/${id}/answer`, { choice })
export const takeChoiceBack = id => remove(`/questions/${id}/answer`)
export const publishPulse = id => put(`/questions/${id}/publication`)

export const readMoment = (id, known) => get(`/workshops/${id}/moment`, { known })
export const turnMoment = (id, scene, version) => put(`/workshops/${id}/moment`, scene, { version })

// The group in the address: /groups/<id>, /groups/<id>/live
export const groupInAddress = () => location.pathname.split('/')[2]
