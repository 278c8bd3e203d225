// Looking for words in the library. They are looked for on this device and sent nowhere.
import { readRows, rowsWith } from '../../lib/library-words.js'

export const librarySearch = () => ({
  text: '', rows: [], shelf: [], trouble: '',

  get told() {
    if (!this.text.trim()) return ''
    return this.rows.length ? `${this.rows.length === 1 ? 'One thing' : `${this.rows.length} things`} found` : 'Nothing in the library says that. Try fewer words.'
  },

  async look() {
    this.trouble = ''
    try {
      this.shelf = await readRows()
    } catch {
      this.trouble = 'The library could not be fetched just now.'
    }
    this.rows = rowsWith(this.shelf, this.text)
  },
})
