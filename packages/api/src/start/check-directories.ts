import type { Application } from "../composition-root.ts";
import type { Logger } from "../platform/logger.ts";

/**
 * Looks after the people who came from a directory, now and then: whoever is gone there, disabled or out of the group
 * loses their sessions. One round ends before the next begins.
 *
 * @returns ends it: the round at hand is finished
 */
export function checkDirectories(
  { identity }: { readonly identity: Pick<Application["identity"], "checkDirectoryPeople"> },
  logger: Logger,
  everySeconds: number,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const check = async () => {
    const { ended, unanswered } = await identity.checkDirectoryPeople();
    if (ended > 0) logger.info({ ended }, "people whom their directory does not let in any more");
    // What the directory said is not here: it could hold names.
    for (const { methodId, step } of unanswered) logger.warn({ methodId, step }, "a directory could not be asked");
  };
  const once = () => {
    running ??= check()
      .catch((fault: unknown) => logger.error({ fault }, "directories"))
      .finally(() => {
        running = null;
      });
  };
  once();
  const timer = setInterval(once, everySeconds * 1000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
