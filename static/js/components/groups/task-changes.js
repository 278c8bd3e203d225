// What those who lead may do about something that is asked: its note, until when, its place, or no longer.
import { changeTask, dropTask, moveTask } from '../../lib/groups.js'
import { localField } from '../../lib/tasks.js'

export const taskChanges = () => ({
  changing: '', note: '', closes: '',

  change(task) {
    const isOpen = this.changing === task.id
    Object.assign(this, { changing: isOpen ? '' : task.id, note: task.note, closes: localField(task.closes_at) })
  },

  keep(task) {
    const closes = this.closes ? new Date(this.closes).toISOString() : null
    return this.after(() => changeTask(task, { note: this.note.trim(), closes_at: closes }))
  },

  sooner(task) { return this.after(() => moveTask(task, Math.max(1, task.place - 1))) },
  later(task) { return this.after(() => moveTask(task, Math.min(this.tasks.length, task.place + 1))) },
  drop(task) { return this.after(() => dropTask(task)) },

  after(act) {
    return this.attempt(async () => {
      await act()
      this.changing = ''
      await this.load()
    })
  },
})
