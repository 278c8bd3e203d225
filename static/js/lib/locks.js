// One tab at a time. Where a browser has no locks, nobody waits for anybody.

// Does the act unless another tab is at it; answers null then.
export async function alone(name, act) {
  if (!navigator.locks) return act()
  return navigator.locks.request(name, { ifAvailable: true }, lock => lock ? act() : null)
}

// Does the act as soon as no other tab is at it.
export async function inTurn(name, act) {
  return navigator.locks ? navigator.locks.request(name, act) : act()
}
