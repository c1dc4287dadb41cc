import { onScopeDispose } from "vue";

/** Keeps the screen of a phone from going dark while it is being copied from, where the browser can. */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;

  async function acquire(): Promise<void> {
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
    try {
      const granted = await navigator.wakeLock.request("screen");
      if (isOver) await granted.release();
      else lock = granted;
    } catch {
      // A battery that runs low may refuse: the screen then goes dark as always.
    }
  }

  // The browser takes the lock back whenever the page goes out of sight.
  const reacquire = () => void acquire();
  document.addEventListener("visibilitychange", reacquire);
  void acquire();
  onScopeDispose(() => {
    isOver = true;
    document.removeEventListener("visibilitychange", reacquire);
    void lock?.release();
  });
}
