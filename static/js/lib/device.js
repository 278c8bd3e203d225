// Whether this is somebody's own device is the one thing about sessions that may be kept on it.
export const deviceOf = () => localStorage.getItem('device') === 'own' ? 'own' : 'shared'
export const rememberDevice = device => localStorage.setItem('device', device)
