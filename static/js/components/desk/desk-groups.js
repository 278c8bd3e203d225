// Every group by its id, and the end of one.
import { closeGroup, groupTold, listAllGroups } from '../../lib/desk.js'
import { together } from '../../lib/together.js'
import { walking } from './walking.js'

export const deskGroups = () => together(walking(listAllGroups, groupTold), {
  get emptyWords() { return this.isKnown && !this.items.length ? 'There are no groups.' : '' },

  askToClose(group) {
    this.ask({
      title: 'Close this group?', label: 'Close it', done: 'The group is closed.',
      words: 'Its codes end, nobody comes in any more, and nothing is added. Those in it see that it is closed, and keep what they wrote. Whoever leads it can open it again.',
      act: async () => this.put(await closeGroup(group.id)),
    })
  },
})
