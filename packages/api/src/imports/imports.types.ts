import { type ImportColumn, importColumns } from "@unlatch/core/import/import-column";
import { type CardState } from "@unlatch/core/lifecycle/card-states";
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../platform/enum-of.ts";
import { makeConnection } from "../platform/pagination.ts";
import { NotPermitted, outcomeType as resolveType, Refusal } from "../platform/refusal.ts";
import { DateTime } from "../platform/scalars.ts";
import { CardProfileNotFound, CardStateEnum } from "../profiles/index.ts";

/** The columns of a file, as the schema names them. */
export const ImportColumnEnum = enumOf<ImportColumn>(importColumns);
registerEnumType(ImportColumnEnum, {
  name: "ImportColumn",
  description: "What a column of a spreadsheet of cards can hold.",
  valuesConfig: {
    SERIAL_NUMBER: { description: "The serial number that is printed on the card. The only one that must be there." },
    LABEL: { description: "What people call the card." },
    HOLDER: { description: "The user name of whoever holds it." },
    ADMIN_KEY: { description: "Its admin key, in hex." },
    KEY_CHECK_VALUE: { description: "The check value of that key, by which it is compared." },
    STATE: { description: "Where the card is in its life." },
    VALID_UNTIL: { description: "The last day on which it is valid." },
    PROFILE: { description: "The name of its card profile, where that is not the one of the import." },
    CARD_TYPE: { description: "The name of its card type, where that is not the one of its profile." },
  },
});

/** Where a run is, as the schema names it. */
export const ImportStateEnum = enumOf(["RUNNING", "INTERRUPTED", "DONE", "CANCELLED"] as const);
registerEnumType(ImportStateEnum, {
  name: "ImportState",
  description: "Where an import is.",
  valuesConfig: {
    RUNNING: { description: "Its rows are being written." },
    INTERRUPTED: { description: "Its file stopped coming. It goes on when the same file is sent again." },
    DONE: { description: "Finished." },
    CANCELLED: { description: "Somebody ended it. What was written until then stays." },
  },
});

@ObjectType({ description: "Something about one row of an import. Nothing of a key is in it." })
export class ImportProblem {
  @Field(() => Int, { description: "The row, as a spreadsheet shows it." })
  row: number;

  @Field(() => String, { description: "The serial number in that row; empty where there is none." })
  serialNumber: string;

  @Field(() => ImportColumnEnum, { nullable: true, description: "The column; null: the row as a whole." })
  column: ImportColumn | null;

  @Field(() => String, { description: "Stable name of the problem, for programs: `CHECK_VALUE_DIFFERS`." })
  code: string;
}

/** A page of problems. */
export const ImportProblemConnection = makeConnection(ImportProblem, "ImportProblem");

/** A run as the schema shows it; whose it is and what was wrong is told by the resolver. */
@ObjectType({ description: "A run of importing cards from a spreadsheet. The file itself is kept nowhere." })
export class ImportRun {
  @Field(() => ID, { description: "Identifier that never changes." })
  id: string;

  @Field(() => String, { description: "What the file is called." })
  fileName: string;

  @Field(() => DateTime, { description: "When it began." })
  startedAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When it finished or was cancelled." })
  endedAt: Date | null;

  @Field(() => Int, { description: "How many rows were read so far, empty ones and the heading not among them." })
  readRows: number;

  @Field(() => Int, { description: "How many cards were added." })
  newCards: number;

  @Field(() => Int, { description: "How many cards that were there already got another key." })
  newKeys: number;

  @Field(() => Int, { description: "How many cards were there already, as the file says." })
  unchanged: number;

  @Field(() => Int, { description: "How many rows were not imported." })
  refused: number;

  @Field(() => Int, { description: "How many rows were imported with a remark." })
  warned: number;
}

/** A page of runs. */
export const ImportRunConnection = makeConnection(ImportRun, "ImportRun");

@InputType({ description: "Which column of a file holds what." })
export class ImportColumnInput {
  @Field(() => ImportColumnEnum, { description: "What it holds." })
  column: ImportColumn;

  @Field(() => Int, { description: "Which column of the file, counted from 0." })
  index: number;
}

@InputType({
  description: "An import to begin. Its file is sent to `/api/imports` after, with the identifier of the run.",
})
export class StartImportInput {
  @Field(() => ID, { description: "The card profile of the cards in the file." })
  profileId: string;

  @Field(() => String, { description: "What the file is called." })
  fileName: string;

  @Field(() => [ImportColumnInput], {
    nullable: true,
    description: "Which column holds what; left out: what stands above the columns tells.",
  })
  columns?: ImportColumnInput[];

  @Field(() => Boolean, { nullable: true, description: "Whether the first row is a heading; left out: looked at." })
  hasHeading?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Import keys that cards leave the factory with; they stand on the key hygiene page then.",
  })
  takesDefaultKeys?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Import two-key 3DES keys." })
  takesTwoKeyKeys?: boolean;

  @Field(() => CardStateEnum, {
    nullable: true,
    description: "The state of new cards where the file says none; left out: ACTIVE.",
  })
  stateOfNewCards?: CardState;
}

@InputType({ description: "An import to cancel." })
export class CancelImportInput {
  @Field(() => ID, { description: "The import." })
  importId: string;
}

@ObjectType({ description: "The import has begun: its file can be sent." })
export class ImportStarted {
  @Field(() => ImportRun, { description: "The run." })
  run: ImportRun;
}

@ObjectType({ description: "The import has ended before the end of its file. What was written stays." })
export class ImportCancelled {
  @Field(() => ImportRun, { description: "The run." })
  run: ImportRun;
}

@ObjectType({
  implements: Refusal,
  description: "No column is the serial number, or one column was given two meanings.",
})
export class ImportColumnsUnusable {}

@ObjectType({ implements: Refusal, description: "There is no such import." })
export class ImportNotFound {}

@ObjectType({ implements: Refusal, description: "The import is over already." })
export class ImportEnded {
  @Field(() => ImportRun, { description: "The run." })
  run: ImportRun;
}

export const StartImportResult = createUnionType({
  name: "StartImportResult",
  description: "What can come of beginning an import.",
  types: () => [ImportStarted, CardProfileNotFound, ImportColumnsUnusable, NotPermitted] as const,
  resolveType: resolveType as never,
});

export const CancelImportResult = createUnionType({
  name: "CancelImportResult",
  description: "What can come of cancelling an import.",
  types: () => [ImportCancelled, ImportNotFound, ImportEnded, NotPermitted] as const,
  resolveType: resolveType as never,
});
