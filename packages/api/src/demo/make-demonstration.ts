import { hashPassword } from "../identity/index.ts";
import type { KeyVault } from "../keys/index.ts";
import { system } from "../platform/actor.ts";
import type { Clock } from "../platform/clock.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import type { Random } from "../platform/random.ts";
import type { UnitOfWork } from "../platform/unit-of-work.ts";
import { type DemonstrationAccount, removeAccountsFile, writeAccountsFile } from "./accounts-file.ts";
import { peopleWithAccounts, type PersonPlan } from "./demonstration-people.ts";
import { fillOrganisation } from "./fill-organisation.ts";
import { pronounceablePassword } from "./pronounceable-password.ts";

/** What a demonstration is made with. */
export interface DemonstrationParts {
  readonly unitOfWork: UnitOfWork;
  readonly vault: Pick<KeyVault, "addAdminKey">;
  readonly clock: Clock;
  readonly random: Random;
  /** Names the key-encryption key; the installation remembers it. */
  readonly kekId: string;
  /** Where the accounts are written to, with mode 0600. */
  readonly accountsFile: string;
}

/** A demonstration that was made just now: the only moment its passwords are at hand. */
export interface DemonstrationMade {
  readonly type: "DemonstrationMade";
  readonly accounts: readonly DemonstrationAccount[];
}

/** Somebody else made an installation of this database meanwhile; start again to use it. */
export class InstallationTaken extends Error {
  override readonly name = "InstallationTaken";

  constructor() {
    super("This database was set up by another server meanwhile. Start again.");
  }
}

const roleWords = {
  ADMINISTRATOR: "administrator",
  OPERATOR: "operator",
  AUDITOR: "auditor",
  SELF_SERVICE_USER: "self-service user",
} as const;

/**
 * Fills an empty installation with an organisation to try Unlatch with: people, card profiles, two hundred cards. All of
 * it is one transaction whose last row says that the installation is a demonstration; where it is interrupted there is
 * nothing, and the next start begins anew. Passwords and admin keys are random; nothing is switched on.
 *
 * @throws InstallationTaken when there is an installation already; then its accounts file stays as it is; of one that failed no accounts file remains
 */
export const makeDemonstration =
  ({ accountsFile, ...parts }: DemonstrationParts) =>
  async (): Promise<DemonstrationMade> => {
    const accounts = peopleWithAccounts.map((person) => accountOf(person, parts.random));
    const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
    const hashOf = new Map(accounts.map(({ username }, index) => [username, hashes[index] ?? null]));
    const action = { name: "installation.makeDemonstration", success: "DemonstrationMade" } as const;
    let isWritten = false;
    try {
      return await parts.unitOfWork.audited<DemonstrationMade>(action, system, async ({ sql, concerns }) => {
        if ((await installationRepository(sql).find()) !== null) throw new InstallationTaken();
        const cards = await fillOrganisation(sql, { ...parts, hashOf });
        concerns({ facts: { cards: String(cards) } });
        const installation = { mode: "demonstration", kekId: parts.kekId, createdAt: parts.clock() } as const;
        if (!(await installationRepository(sql).add(installation))) throw new InstallationTaken();
        isWritten = true;
        writeAccountsFile(accountsFile, accounts);
        return { type: "DemonstrationMade", accounts };
      });
    } catch (fault) {
      if (isWritten) removeAccountsFile(accountsFile);
      throw fault;
    }
  };

const accountOf = ({ username, role }: PersonPlan, random: Random): DemonstrationAccount => ({
  username,
  password: pronounceablePassword(random),
  role: roleWords[role],
});
