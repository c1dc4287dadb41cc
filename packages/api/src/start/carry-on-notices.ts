import type { Application } from "../composition-root.ts";
import type { Logger } from "../platform/logger.ts";

const everyMs = 5000;
const sweepEveryMs = 3_600_000;

/**
 * Sends the notices that are due, now and every five seconds, and removes old ones every hour. Does nothing where the host
 * set no mail server.
 *
 * @returns ends it: the mail at hand is finished, the others are sent after the next start
 */
export function carryOnNotices({ notices }: Pick<Application, "notices">, logger: Logger): () => Promise<void> {
  if (!notices.isOn) return async () => undefined;
  let isStopping = false;
  let running: Promise<unknown> | null = null;
  let sweptAt = 0;
  const once = async () => {
    await notices.sendNotices(() => isStopping);
    if (Date.now() - sweptAt < sweepEveryMs) return;
    sweptAt = Date.now();
    await notices.sweepNotices();
  };
  const ask = () => {
    running ??= once()
      .catch((fault: unknown) => logger.error({ fault }, "notices"))
      .finally(() => {
        running = null;
      });
  };
  ask();
  const timer = setInterval(ask, everyMs);
  return async () => {
    clearInterval(timer);
    isStopping = true;
    await running;
  };
}
