/** What one tab tells the others: that someone signed in or out. Never who, and nothing of theirs. */
export type TabNews = "signed-in" | "signed-out";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("unlatch-session");

/** Tells the other tabs of this browser. */
export function tellOtherTabs(news: TabNews): void {
  channel?.postMessage(news);
}

/** Calls the listener with what another tab tells. */
export function onOtherTab(listener: (news: TabNews) => void): void {
  channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data === "signed-in" || data === "signed-out") listener(data);
  });
}
