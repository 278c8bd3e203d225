// Journals as files, on their way out and in; and what is said of them in words.
import { get } from './api.js'
import { shortDate } from './dates.js'
import { receiveFile, sendFile } from './file-traffic.js'

const MB = 1024 * 1024

// Fields left empty are left out.
export function takeAlong(wish, options) {
  return receiveFile('/exports', Object.fromEntries(Object.entries(wish).filter(([, value]) => value)), options)
}

export const listOwnGroups = async () => (await get('/workshops', { stay: true })).items

export function bringAlong(file, { passphrase, rehearsal = false, heard }) {
  const form = new FormData()
  if (passphrase) form.append('passphrase', passphrase)
  form.append('rehearsal', String(rehearsal))
  form.append('file', file)
  return sendFile('/imports', form, heard)
}

export const sizeTold = bytes => bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`
export const countTold = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`

const PARTS = { settings: 'your choices', reminders: 'reminders', records: 'the record of what you gave and agreed to' }

// What a report says, a line each; what is zero is left out.
export function reportLines({ rehearsal, entries, check_ins: marks, first_day: first, last_day: last, left_out: leftOut, account }) {
  const verb = rehearsal ? 'would come' : 'came'
  return [
    `${countTold(entries.new, 'page')} ${verb}${entries.new && first ? `, from ${shortDate(first)} to ${shortDate(last)}` : ''}`,
    entries.here && `${countTold(entries.here, 'page')} ${entries.here === 1 ? 'is' : 'are'} here already`,
    marks.new && `${countTold(marks.new, 'check-in')} ${verb}`,
    marks.here && `${countTold(marks.here, 'check-in')} ${marks.here === 1 ? 'is' : 'are'} here already`,
    ...account.map(part => `${PARTS[part]} ${verb}, where nothing of the kind is here`),
    ...leftOut.map(({ what, count }) => `left behind: ${what} (${count})`),
  ].filter(Boolean)
}
