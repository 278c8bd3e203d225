// The table of contents: every component, directive and store by its name. No logic.
import Alpine from './vendor/alpine-csp-3.17.4.js'
import { copy } from './directives/copy.js'
import { leaveQuickly } from './directives/leave-quickly.js'
import { componentsNamed } from './lib/registry.js'
import { registerWorker } from './lib/worker.js'
import { confirmation } from './stores/confirmation.js'
import { draft } from './stores/draft.js'
import { outbox } from './stores/outbox.js'
import { session } from './stores/session.js'
import { toasts } from './stores/toasts.js'
import { writing } from './stores/writing.js'

const components = {
  calendar: () => import('./components/calendar.js'),
  checkIn: () => import('./components/check-in.js'),
  confirmPassphrase: () => import('./components/confirm-passphrase.js'),
  dayHeading: () => import('./components/today.js'),
  entryEditor: () => import('./components/entry-editor.js'),
  entryPage: () => import('./components/entry-page.js'),
  journal: () => import('./components/journal.js'),
  language: () => import('./components/language.js'),
  leaving: () => import('./components/leaving.js'),
  librarySearch: () => import('./components/library-search.js'),
  look: () => import('./components/look.js'),
  muteTopic: () => import('./components/mute-topic.js'),
  openSessions: () => import('./components/open-sessions.js'),
  pageHistory: () => import('./components/page-history.js'),
  recovery: () => import('./components/recovery.js'),
  riverBand: () => import('./components/river.js'),
  riverDoor: () => import('./components/welcome.js'),
  riverPage: () => import('./components/river-page.js'),
  riverRail: () => import('./components/river.js'),
  riverSteps: () => import('./components/river.js'),
  riverUnder: () => import('./components/welcome.js'),
  search: () => import('./components/search.js'),
  signIn: () => import('./components/sign-in.js'),
  signInAgain: () => import('./components/sign-in-again.js'),
  signUp: () => import('./components/sign-up.js'),
  support: () => import('./components/support.js'),
  today: () => import('./components/today.js'),
  twoVersions: () => import('./components/two-versions.js'),
  waysIn: () => import('./components/ways-in.js'),
  whoAmI: () => import('./components/who-am-i.js'),
  wishes: () => import('./components/wishes.js'),
  writeBar: () => import('./components/write-bar.js'),
}

for (const [name, factory] of await componentsNamed(document, components)) Alpine.data(name, factory)
for (const [name, behaviour] of Object.entries({ copy, 'leave-quickly': leaveQuickly })) Alpine.directive(name, behaviour)
for (const [name, store] of Object.entries({ confirmation, draft, outbox, session, toasts, writing })) Alpine.store(name, store())
Alpine.start()
registerWorker()
