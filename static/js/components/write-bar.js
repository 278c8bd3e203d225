// The bar above a page being written: back, how safe the words are, and the one thing to do when they are not.
export const writeBar = () => ({
  init() {
    this.$watch('$store.draft.hasMoved', hasMoved => { if (hasMoved) this.$store.toasts.say('This page was thrown away elsewhere. Your words are a page of their own now.') })
  },

  get doing() {
    return { 'signed-out': 'Sign in', conflict: 'See both', retrying: 'Try now', refused: 'Try again' }[this.$store.draft.state] ?? ''
  },

  async back() {
    await this.$store.draft.flush()
    this.$store.writing.leave()
  },

  act() {
    const { state } = this.$store.draft
    if (state === 'signed-out' || state === 'conflict') return this.$dispatch('ask-again')
    return this.$store.draft.flush()
  },
})
