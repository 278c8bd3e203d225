// What was filled in before a reload, for this tab only. Topics, passphrases and recovery codes are never handed in
// here, a name only on somebody's own device, and a group's code only until they are in.
export function keepForTab(name, fields) {
  sessionStorage.setItem(name, JSON.stringify(fields))
}

export function keptForTab(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {}
  } catch {
    return {}
  }
}

export const forgetForTab = name => sessionStorage.removeItem(name)
