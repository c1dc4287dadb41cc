import type { Actor } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import type { Random } from "../platform/random.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { profileRepository } from "../profiles/index.ts";
import type { ImportColumnsUnusable } from "./import-refusals.ts";
import { type ImportRunRecord, importRunRepository, newImportRun } from "./import-run.repository.ts";
import { type ImportSettings, readImportSettings } from "./import-settings.ts";

/** An import to begin. */
export interface StartImportCommand {
  readonly profileId: string;
  /** What the file is called, for people to recognise it; directories before it do not count. */
  readonly fileName: string;
  /** As they come in: see `readImportSettings`. */
  readonly settings: unknown;
}

/** Everything that can come of it. */
export type StartImportOutcome =
  | { readonly type: "ImportStarted"; readonly run: ImportRunRecord }
  | { readonly type: "CardProfileNotFound" }
  | ImportColumnsUnusable;

/** Begins a run: from now on the file can come. */
export const makeStartImport =
  ({ unitOfWork, clock, random }: { unitOfWork: UnitOfWork; clock: Clock; random: Random }) =>
  (actor: Actor, command: StartImportCommand): Promise<StartImportOutcome> =>
    unitOfWork.audited<StartImportOutcome>(
      { name: "import.startImport", success: "ImportStarted" },
      actor,
      async ({ sql, concerns }) => {
        const profile = await profileRepository(sql).holdById(command.profileId);
        if (profile === null) return { type: "CardProfileNotFound" };
        concerns({ profileId: profile.id, profileName: profile.name });
        const settings = readImportSettings(command.settings);
        if (settings === null) return { type: "ImportColumnsUnusable" };
        const fileName = plainName(command.fileName);
        const startedById = actor.type === "person" ? actor.userId : null;
        const begun = { id: random.id(), fileName, profileId: profile.id, settings, startedById };
        const run = newImportRun(begun, clock());
        await importRunRepository(sql).add(run);
        concerns({ facts: { import: run.id, file: fileName, ...choicesIn(settings) } });
        return { type: "ImportStarted", run };
      },
    );

function plainName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, 200) || "file"
  );
}

const choicesIn = ({ takesDefaultKeys, takesTwoKeyKeys }: ImportSettings) => ({
  ...(takesDefaultKeys ? { defaultKeys: "imported" } : {}),
  ...(takesTwoKeyKeys ? { twoKeyKeys: "imported" } : {}),
});
