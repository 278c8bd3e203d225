// Lets the browser draw and answer a tap before more is done.
export const breath = () => new Promise(passed => { setTimeout(passed) })
