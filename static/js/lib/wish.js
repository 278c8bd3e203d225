// What a select of ideas asks for: a whole theme, one idea, or nothing.
const A_THEME = 'theme:'

export function inThemeOrIdea(chosen) {
  if (!chosen) return {}
  return chosen.startsWith(A_THEME) ? { theme: chosen.slice(A_THEME.length) } : { concepts: [chosen] }
}
