// Everybody with an account, the newest first; one of them by name; and what can be done about each.
import { deleteAccount, findPerson, listPeople, pause, personTold, resume, signOutEverywhere } from '../../lib/desk.js'
import { together } from '../../lib/together.js'
import { walking } from './walking.js'

export const deskPeople = () => together(walking(listPeople, personTold), {
  name: '', isOne: false,

  get emptyWords() { return this.isOne && !this.items.length ? 'Nobody here has that name. It has to be the whole of it.' : '' },

  find() {
    return this.attempt(async () => {
      const found = await findPerson(this.name).catch(nobody)
      Object.assign(this, { items: [], isOne: true })
      this.show({ items: found ? [found] : [], next: null })
    })
  },

  everybody() {
    Object.assign(this, { name: '', isOne: false })
    return this.readFirst()
  },

  askToPause(person) {
    this.ask({
      title: `Pause ${person.username}?`, label: 'Pause', done: `${person.username} is paused.`,
      words: 'They are signed out everywhere, their programs too, and come in no more until you let them in again. Nothing is deleted. They are told so when they try to sign in.',
      act: async () => this.put(await pause(person.id)),
    })
  },

  askToResume(person) {
    this.ask({
      title: `Let ${person.username} in again?`, label: 'Let in again', done: `${person.username} can sign in again.`,
      words: 'They can sign in again, and find everything as it was.',
      act: async () => this.put(await resume(person.id)),
    })
  },

  askToSignOut(person) {
    this.ask({
      title: `Sign ${person.username} out everywhere?`, label: 'Sign out', done: `${person.username} is signed out everywhere.`,
      words: 'Every session and every token of theirs ends at once. What they wrote stays, and they can sign in again; then they are told that you did this.',
      act: () => signOutEverywhere(person.id),
    })
  },

  askToDelete(person) {
    this.ask({
      title: `Delete ${person.username} for good?`, label: 'Delete for good', isGrave: true, done: `${person.username} is deleted.`,
      words: 'Their keys are destroyed, and everything they wrote or gave to others goes with them. Nobody can bring it back, neither you nor they.',
      act: async () => {
        await deleteAccount(person.id)
        this.drop(person)
      },
    })
  },
})

const nobody = error => {
  if (!error.is?.('not-found')) throw error
  return null
}
