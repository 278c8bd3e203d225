// Reminders over the API, and the address that a calendar asks.
import { get, post, remove } from './api.js'

export const readReminders = () => get('/reminders')
export const addReminder = reminder => post('/reminders', reminder)
export const dropReminder = ({ id, version }) => remove(`/reminders/${id}`, { version })
export const openFeed = () => post('/calendar-feed')
export const closeFeed = () => remove('/calendar-feed')
