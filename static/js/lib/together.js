// One object from several, getters and all (a spread would read the getters once and lose them).
export const together = (...parts) => parts.reduce((whole, part) => Object.defineProperties(whole, Object.getOwnPropertyDescriptors(part)), {})
