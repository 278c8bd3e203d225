// One page of the journal: read it, change it in place, star it, put it in the trash or take it out again.
import { vocabulary } from '../../lib/check-ins.js'
import { labelsOf, markInWords } from '../../lib/marks.js'
import { findEntry, forgetEntry, keepEntry, trashEntry, untrashEntry } from '../../lib/entries.js'
import { wholeDate, momentInWords, today, within } from '../../lib/dates.js'
import { ideasNamed } from '../../lib/ideas.js'
import { onceShown } from '../../lib/shown.js'
import { nameOf } from '../../lib/words.js'

const NO_ENTRY = { id: '', version: 0, day: today(), title: '', body: '', prompt: null, concepts: [], tags: [], starred: false, edited_at: null, trashed_at: null, unreadable: false, check_in: null }

export const entryPage = () => ({
  entry: NO_ENTRY, places: {}, isLoading: true, isEditing: false, isGone: false, trouble: '',

  get name() { return nameOf(this.entry) || 'An empty page' },
  get when() { return this.isLoading ? '' : wholeDate(this.entry.day) },
  get edited() { return this.entry.edited_at ? within(momentInWords(this.entry.edited_at)) : '' },
  get ideas() { return ideasNamed(this.entry.concepts) },
  get promptHref() { return this.entry.prompt ? `/prompts/${this.entry.prompt.id}` : '/library' },
  get promptTitle() { return this.entry.prompt ? this.entry.prompt.title : '' },
  get isTrashed() { return Boolean(this.entry.trashed_at) },
  get isReadable() { return !this.isLoading && !this.trouble && !this.isGone && !this.entry.unreadable },
  get isReading() { return this.isReadable && !this.isEditing },
  get mark() { return this.entry.check_in ? markInWords(this.entry.check_in, this.places) : '' },
  get markNote() { return this.entry.check_in ? this.entry.check_in.note : '' },
  get hasTitle() { return Boolean(this.entry.title) },

  async init() {
    this.$watch('entry.check_in', mark => { if (mark) this.readPlaces() })
    this.$watch('$store.writing.isOn', isOn => { if (!isOn && this.isEditing) this.stopEditing() })
    await this.load()
    if (location.hash === '#edit' && this.isReading && !this.isTrashed) this.edit()
  },

  async load() {
    this.isLoading = true
    try {
      this.entry = await findEntry(idInAddress())
      this.trouble = ''
    } catch (error) {
      this.trouble = error.status === 404 ? 'There is no such page in your journal. It may have been forgotten for good.' : 'We could not fetch this page just now. It is safe.'
    }
    this.isLoading = false
  },

  // The names of the places; without them a mark is told in the words it was chosen by.
  async readPlaces() {
    const words = await vocabulary().catch(() => null)
    if (words) this.places = labelsOf([...words.river.place, ...words.connection.place])
  },

  edit() {
    this.$store.writing.enter(`/entries/${this.entry.id}#edit`)
    this.isEditing = true
  },

  async stopEditing() {
    const isKept = await this.$store.draft.flush()
    if (!isKept) return this.edit()
    const { entry } = this.$store.draft
    this.entry = { ...this.entry, ...entry, prompt: this.entry.prompt, edited_at: new Date().toISOString() }
    this.isEditing = false
    this.$store.draft.close()
    this.$nextTick(() => onceShown(() => this.$refs.name.focus()))
  },

  print() { globalThis.print() },

  flipStar() { return this.act(() => keepEntry(this.entry.id, { ...this.entry, starred: !this.entry.starred }, { version: this.entry.version, stay: false })) },

  async trash() {
    if (!await this.act(() => trashEntry(this.entry))) return
    this.$store.toasts.undo('In the trash. It stays there for 30 days.', () => this.takeBack())
  },

  takeBack() { return this.act(() => untrashEntry(this.entry)) },

  askToForget() { this.$refs.forget.showModal() },

  keepIt() { this.$refs.forget.close() },

  async forget() {
    this.$refs.forget.close()
    const isDone = await this.act(async () => {
      await forgetEntry(this.entry)
      return NO_ENTRY
    })
    if (isDone) this.isGone = true
  },

  revived(entry) {
    this.entry = { ...this.entry, ...entry }
    this.$refs.name.focus()
  },

  async act(send) {
    try {
      this.entry = { ...this.entry, ...await send() }
      return true
    } catch (error) {
      this.$store.toasts.say(error.status === 412 ? 'This page changed elsewhere. Here is how it stands now.' : 'That did not work just now. Nothing was changed.')
      if (error.status === 412) await this.load()
      return false
    }
  },
})

const idInAddress = () => location.pathname.split('/').at(-1)
