// Whether the page has come to life: what nobody can need before (dialogs, toasts) waits for it.
export const calm = () => ({ isHere: false })
