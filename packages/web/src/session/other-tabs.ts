/** What one tab tells the others: that someone signed in or out, or confirmed elsewhere that it is them. Never who, and nothing of theirs. */
export type TabNews = "signed-in" | "signed-out" | "stepped-up";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("unlatch-session");

/** Tells the other tabs of this browser. */
export function tellOtherTabs(news: TabNews): void {
  channel?.postMessage(news);
}

/** Calls the listener with what another tab tells. @returns stops it */
export function onOtherTab(listener: (news: TabNews) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (data === "signed-in" || data === "signed-out" || data === "stepped-up") listener(data);
  };
  channel?.addEventListener("message", hear);
  return () => channel?.removeEventListener("message", hear);
}
