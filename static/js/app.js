// The table of contents: every component, directive and store by its name. What is needed to write comes at once, the rest
// with the pages that name it.
import Alpine from './vendor/alpine-csp-3.17.4.js'
import { checkIn } from './components/check-in.js'
import { entryEditor } from './components/entry-editor.js'
import { riverBand, riverRail, riverSteps } from './components/river.js'
import { signInAgain } from './components/sign-in-again.js'
import { dayHeading, today } from './components/today.js'
import { twoVersions } from './components/two-versions.js'
import { writeBar } from './components/write-bar.js'
import { copy } from './directives/copy.js'
import { leaveQuickly } from './directives/leave-quickly.js'
import { breath } from './lib/breath.js'
import { componentsNamed } from './lib/registry.js'
import { registerWorker } from './lib/worker.js'
import { calm } from './stores/calm.js'
import { confirmation } from './stores/confirmation.js'
import { curtain } from './stores/curtain.js'
import { draft } from './stores/draft.js'
import { outbox } from './stores/outbox.js'
import { session } from './stores/session.js'
import { toasts } from './stores/toasts.js'
import { writing } from './stores/writing.js'

const everyDay = { checkIn, dayHeading, entryEditor, riverBand, riverRail, riverSteps, signInAgain, today, twoVersions, writeBar }
const further = {
  bringing: () => import('./components/portability/bringing.js'),
  calendar: () => import('./components/journal/calendar.js'),
  confirmPassphrase: () => import('./components/keys/confirm-passphrase.js'),
  desk: () => import('./components/desk/desk.js'),
  deskGroups: () => import('./components/desk/desk-groups.js'),
  deskPeople: () => import('./components/desk/desk-people.js'),
  entryPage: () => import('./components/journal/entry-page.js'),
  entryShares: () => import('./components/groups/entry-shares.js'),
  groupLead: () => import('./components/groups/group-lead.js'),
  groupPage: () => import('./components/groups/group-page.js'),
  groupPulse: () => import('./components/groups/group-pulse.js'),
  groupReading: () => import('./components/groups/group-reading.js'),
  groupRemote: () => import('./components/groups/group-remote.js'),
  groups: () => import('./components/groups/groups.js'),
  join: () => import('./components/groups/join.js'),
  journal: () => import('./components/journal/journal.js'),
  language: () => import('./components/settings/language.js'),
  leaving: () => import('./components/keys/leaving.js'),
  live: () => import('./components/groups/live.js'),
  librarySearch: () => import('./components/library/library-search.js'),
  look: () => import('./components/settings/look.js'),
  muteTopic: () => import('./components/library/mute-topic.js'),
  newKeys: () => import('./components/settings/new-keys.js'),
  newToken: () => import('./components/settings/new-token.js'),
  onPaper: () => import('./components/journal/on-paper.js'),
  openSessions: () => import('./components/keys/open-sessions.js'),
  ownPath: () => import('./components/library/own-path.js'),
  passkeys: () => import('./components/keys/passkeys.js'),
  pageHistory: () => import('./components/journal/page-history.js'),
  recovery: () => import('./components/doors/recovery.js'),
  reminders: () => import('./components/settings/reminders.js'),
  riverDoor: () => import('./components/doors/welcome.js'),
  riverPage: () => import('./components/river/river-page.js'),
  riverUnder: () => import('./components/doors/welcome.js'),
  search: () => import('./components/journal/search.js'),
  secondStep: () => import('./components/keys/second-step.js'),
  signIn: () => import('./components/keys/sign-in.js'),
  signUp: () => import('./components/doors/sign-up.js'),
  support: () => import('./components/library/support.js'),
  takingAlong: () => import('./components/portability/taking-along.js'),
  tokens: () => import('./components/settings/tokens.js'),
  waysIn: () => import('./components/doors/ways-in.js'),
  whoAmI: () => import('./components/settings/who-am-i.js'),
  wishes: () => import('./components/settings/wishes.js'),
}

// Nothing waits at the top: what comes later imports from here, and would wait for us in turn.
async function start() {
  const named = await componentsNamed(document, further)
  // A breath between reading the scripts and bringing the page to life, so that a tap in between is heard.
  await breath()
  for (const [name, factory] of [...Object.entries(everyDay), ...named]) Alpine.data(name, factory)
  for (const [name, behaviour] of Object.entries({ copy, 'leave-quickly': leaveQuickly })) Alpine.directive(name, behaviour)
  for (const [name, store] of Object.entries({ calm, confirmation, curtain, draft, outbox, session, toasts, writing })) Alpine.store(name, store())
  Alpine.start()
  breath().then(() => { Alpine.store('calm').isHere = true })
  registerWorker()
}

start()
