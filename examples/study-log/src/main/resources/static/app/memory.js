// What the browser remembers between visits. It never holds a token, and it may refuse to hold anything.

export function remembered(name) {
  try {
    return localStorage.getItem(`study-log.${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`study-log.${name}`, value);
  } catch {
    // The page works without it.
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(`study-log.${name}`);
  } catch {
    // The page works without it.
  }
}
