// What a form says when the server said no: one sentence by field, one for the whole, in plain words.
export const refusals = () => ({
  errors: {}, trouble: '', isBusy: false,

  wrong(field) { return this.errors[field]?.[0] ?? '' },

  // Runs an act once at a time; whatever the server refuses is told, and nothing that was typed is lost.
  async attempt(act) {
    if (this.isBusy) return
    Object.assign(this, { isBusy: true, errors: {}, trouble: '' })
    try {
      await act()
    } catch (error) {
      Object.assign(this, refusalOf(error))
    }
    this.isBusy = false
    if (Object.keys(this.errors).length) this.$nextTick?.(() => goToWrong(this.$root))
  },
})

// The first field that wants mending comes into view, and its sentence is heard.
const goToWrong = form => form?.querySelector('.asked__wrong:not(:empty)')?.closest('.asked')?.querySelector('.field')?.focus()

export function refusalOf(error) {
  const errors = error.errors ?? {}
  if (error.status === 429) return { errors, trouble: `${error.detail || 'There were too many tries.'} ${waitTold(error.retryAfter)}`.trim() }
  if (error.status === 422 && Object.keys(errors).length) return { errors, trouble: '' }
  return { errors, trouble: error.detail || 'That did not work. Nothing was changed; please try again.' }
}

export function waitTold(seconds) {
  if (!seconds || seconds > 43_200) return ''
  if (seconds <= 90) return 'Try again in about a minute.'
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `Try again in about ${minutes} minutes.` : `Try again in about ${Math.round(minutes / 60)} hours.`
}
