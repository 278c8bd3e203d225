// The same page was changed in two places: both are shown, and nothing is sent until somebody chooses.
export const twoVersions = () => ({
  isBusy: false, trouble: '',

  init() {
    this.$watch('$store.draft.state', () => this.open())
    this.$nextTick(() => this.open())
  },

  open() { if (this.$store.draft.state === 'conflict' && !this.$root.open) this.$root.showModal() },

  keepMine() { return this.choose(() => this.$store.draft.keepMine()) },

  keepTheirs() {
    return this.choose(() => this.$store.draft.keepTheirs())
  },

  async choose(keep) {
    this.isBusy = true
    this.trouble = ''
    try {
      const entry = await keep()
      this.$root.close()
      this.$dispatch('taken-over', entry)
    } catch {
      this.trouble = 'We could not reach the server. Both versions are still here.'
    }
    this.isBusy = false
  },
})
