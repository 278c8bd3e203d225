// The name somebody is signed in with.
export const whoAmI = () => ({
  greeting: '',

  async init() {
    try {
      const person = await this.$store.session.read()
      if (person) this.greeting = `Signed in as ${person.username}`
    } catch (error) {
      this.greeting = error.detail ?? ''
    }
  },
})
