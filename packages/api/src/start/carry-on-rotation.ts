import type { Application } from "../composition-root.ts";
import type { Logger } from "../platform/logger.ts";

const keysAtOnce = 200;
const pauseMs = 25;

/**
 * Goes on with a rotation that is under way, in small steps with a pause after each, so that people are served meanwhile.
 *
 * @returns how to ask for it, and how to end it: the step at hand is finished
 */
export function carryOnRotation({ keys }: Pick<Application, "keys">, logger: Logger) {
  let isStopping = false;
  let running: Promise<void> | null = null;
  const carryOn = async () => {
    while (!isStopping && (await keys.rotateSome(keysAtOnce))?.state === "RUNNING") {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  return {
    ask(): void {
      running ??= carryOn()
        .catch((fault: unknown) => logger.error({ fault }, "rotation"))
        .finally(() => {
          running = null;
        });
    },
    async stop(): Promise<void> {
      isStopping = true;
      await running;
    },
  };
}
