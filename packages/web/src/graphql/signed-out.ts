const listeners = new Set<() => void>();

/**
 * Calls the listener whenever the server says that nobody is signed in (any more).
 *
 * @returns how to stop listening
 */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells everyone who listens that the session is gone. */
export function reportSignedOut(): void {
  for (const listener of listeners) listener();
}
