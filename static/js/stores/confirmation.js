// Some acts ask for the passphrase once more. `run` does the act, asks if it must, and does it again.
export const confirmation = () => ({
  isAsked: false,

  async run(act) {
    try {
      return await act()
    } catch (error) {
      if (!error.is?.('confirmation-needed')) throw error
    }
    if (await this.ask()) return act()
  },

  ask() {
    this.isAsked = true
    return new Promise(resolve => { settle = resolve })
  },

  answer(isGiven) {
    this.isAsked = false
    settle?.(isGiven)
    settle = null
  },
})

// Kept out of Alpine's reach: nobody watches a promise's handle.
let settle = null
