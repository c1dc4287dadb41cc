import type { Actor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Sql } from "./sql.ts";
import type { Transactions } from "./transactions.ts";

/** What an audit entry says beside who, what, when and how it ended. Never a challenge, a response, a key or a password. */
export interface AuditSubject {
  cardId?: string;
  serialNumber?: string;
  profileId?: string;
  profileName?: string;
  processId?: string;
  reference?: string;
  /** The person acted upon, where that is not the actor. */
  subjectUserId?: string;
  subjectName?: string;
  /** The actor, where they are only known after the unit began: signing in. */
  actor?: Actor;
  /** Short public facts such as `state` or `process`. */
  facts?: Readonly<Record<string, string>>;
}

/** One audit entry as the unit of work hands it to the audit's writer. */
export interface AuditEntry extends AuditSubject {
  readonly action: string;
  readonly outcome: string;
  readonly wasRefused: boolean;
  readonly actor: Actor;
  readonly at: Date;
}

/** Puts an entry into the same transaction as the action it tells of. */
export type AuditWriter = (sql: Sql, entry: AuditEntry) => Promise<void>;

/** What a use case works with while its unit is open. */
export interface Work {
  readonly sql: Sql;
  /** Adds to what the unit's one audit entry will say. */
  concerns(subject: AuditSubject): void;
  /** Leaves a refusal without an entry, because one that stands in the log already tells of it. */
  isToldAlready(): void;
}

/** What can come of an action: its discriminant is the name of the GraphQL type that the client receives. */
export interface Outcome {
  readonly type: string;
}

/** The only way to write. @see docs/adr for why there is one unit of work */
export interface UnitOfWork {
  /**
   * Runs an action with everything it writes and its one audit entry in one transaction, and answers after the commit is durable.
   * A refusal is an outcome like any other: what it wrote stays, and its entry says it was refused. Only a refusal that
   * an entry tells of already leaves none of its own.
   *
   * @param action - the act in the domain's words, as the audit log names it: `process.submitChallenge`
   * @param success - the outcome type that is not a refusal
   * @throws whatever the action throws; then nothing of it is kept but an entry that says it failed
   */
  audited<O extends Outcome>(
    action: { readonly name: string; readonly success: O["type"] | readonly O["type"][] },
    actor: Actor,
    run: (work: Work) => Promise<O>,
  ): Promise<O>;
  /** Writes what is no action of anybody: a session's last use, a row of the demonstration. Leaves no audit entry. */
  unaudited<T>(run: (sql: Sql) => Promise<T>): Promise<T>;
}

/** @returns the unit of work over a database's transactions */
export function makeUnitOfWork(transactions: Transactions, writeAudit: AuditWriter, clock: Clock): UnitOfWork {
  return {
    unaudited: (run) => transactions.run(run),
    async audited(action, actor, run) {
      let subject: AuditSubject = {};
      const entryOf = (outcome: string, wasRefused: boolean): AuditEntry => ({
        ...subject,
        action: action.name,
        outcome,
        wasRefused,
        actor: subject.actor ?? actor,
        at: clock(),
      });
      const concerns = (more: AuditSubject) => {
        subject = { ...subject, ...more, facts: { ...subject.facts, ...more.facts } };
      };
      try {
        return await transactions.run(async (sql) => {
          subject = {};
          let isTold = false;
          const outcome = await run({ sql, concerns, isToldAlready: () => void (isTold = true) });
          const wasRefused = ![action.success].flat().includes(outcome.type);
          if (!wasRefused || !isTold) await writeAudit(sql, entryOf(outcome.type, wasRefused));
          return outcome;
        });
      } catch (fault) {
        await transactions.run((sql) => writeAudit(sql, entryOf("Fault", true))).catch(() => undefined);
        throw fault;
      }
    },
  };
}
