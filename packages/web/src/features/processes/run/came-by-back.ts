import { pageHasTurned } from "../../../ui/page/page-turn.ts";

/**
 * Whether this page was reached by the browser's Back: then whoever sits there now may not be the one who left it, and
 * nothing secret appears unasked.
 */
export function cameByBack(): boolean {
  // The router notes on an entry of the history what came after it.
  const wasLeftForward = (history.state as { forward?: unknown } | null)?.forward;
  if (pageHasTurned()) return typeof wasLeftForward === "string";
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return arrival?.type === "back_forward";
}
