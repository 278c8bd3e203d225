// How much there is of something, in words.
const MB = 1024 * 1024

export const sizeTold = bytes => bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`
export const countTold = (count, word, several = `${word}s`) => `${count} ${count === 1 ? word : several}`
