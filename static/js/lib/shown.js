// Alpine shows what was hidden in the next frame, and only what is shown can take the focus: so act in that frame, after it.
export const onceShown = act => requestAnimationFrame(() => act())
