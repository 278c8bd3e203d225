// What a page may carry beside its words: ideas it touches, tags of one's own, a star. Spread into the editor.
import { ideaNamed } from '../lib/ideas.js'

export const pageDetails = () => ({
  title: '', concepts: [], offered: [], tags: [], newTag: '', starred: false,

  has(slug) { return this.concepts.includes(slug) },
  ideaTitle(slug) { return ideaNamed(slug).title },

  flip(slug) {
    this.concepts = this.has(slug) ? this.concepts.filter(other => other !== slug) : [...this.concepts, slug]
    this.note()
  },

  offer(slugs) { this.offered = [...new Set([...this.offered, ...slugs])] },

  addIdea(event) {
    const slug = event.target.value
    event.target.value = ''
    if (!slug) return
    this.offer([slug])
    if (!this.has(slug)) this.flip(slug)
  },

  addTag() {
    const tag = this.newTag.trim().replace(/^#/, '').replace(/\s+/g, ' ')
    this.newTag = ''
    if (!tag || this.tags.includes(tag)) return
    this.tags = [...this.tags, tag]
    this.note()
  },

  dropTag(tag) {
    this.tags = this.tags.filter(other => other !== tag)
    this.$refs.newTag.focus()
    this.note()
  },

  flipStar() {
    this.starred = !this.starred
    this.note()
  },
})
