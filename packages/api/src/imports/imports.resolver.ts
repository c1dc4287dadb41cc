import { isWarning } from "@unlatch/core/import/import-problem";
import { problemSentence } from "@unlatch/core/import/problem-sentence";
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { User, type UserRecord } from "../identity/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { BatchLoader } from "../platform/per-request.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { Inherits, Requires } from "../platform/requires.ts";
import { CardProfile, type ProfileRecord } from "../profiles/index.ts";
import type { makeCancelImport } from "./cancel-import.ts";
import type { ImportProblemRecord, ImportRunRecord, ImportsReadModel } from "./imports.read-model.ts";
import {
  CancelImportInput,
  CancelImportResult,
  ImportProblem,
  ImportProblemConnection,
  ImportRun,
  ImportRunConnection,
  ImportStateEnum,
  StartImportInput,
  StartImportResult,
} from "./imports.types.ts";
import { settingsIn } from "./settings-in.ts";
import { stateNow } from "./state-now.ts";
import type { makeStartImport } from "./start-import.ts";

/** Imports: beginning them, ending them, and what came of them. */
@Resolver()
export class ImportsResolver {
  constructor(
    private readonly readModel: ImportsReadModel,
    private readonly verbs: {
      readonly startImport: ReturnType<typeof makeStartImport>;
      readonly cancelImport: ReturnType<typeof makeCancelImport>;
    },
  ) {}

  @Query(() => ImportRun, { nullable: true, description: "An import; null when there is none of that id." })
  @Requires("import:run")
  import(@Arg("id", () => ID, { description: "The import." }) id: string) {
    return this.readModel.byId(id);
  }

  @Query(() => ImportRunConnection, { description: "All imports, the latest first." })
  @Requires("import:run")
  imports(
    @Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the entry to begin after." }) after?: string,
  ) {
    return this.readModel.page({ first, after });
  }

  @Mutation(() => StartImportResult, { description: "Begins an import. Its file is sent to `/api/imports` after." })
  @Requires("import:run")
  startImport(
    @Arg("input", () => StartImportInput, { description: "The import." }) input: StartImportInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.startImport(actor, { ...input, settings: settingsIn(input) });
  }

  @Mutation(() => CancelImportResult, { description: "Ends an import before the end of its file." })
  @Requires("import:run")
  cancelImport(
    @Arg("input", () => CancelImportInput, { description: "The import." }) { importId }: CancelImportInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.cancelImport(actor, importId);
  }
}

/** What an import has beside what is recorded about itself. */
@Resolver(() => ImportRun)
export class ImportFieldsResolver {
  constructor(
    private readonly readModel: ImportsReadModel,
    private readonly around: {
      readonly clock: Clock;
      readonly usersOf: (context: RequestContext) => BatchLoader<UserRecord>;
      readonly profilesOf: (context: RequestContext) => BatchLoader<ProfileRecord>;
    },
  ) {}

  @FieldResolver(() => ImportStateEnum, { description: "Where it is." })
  @Inherits()
  state(@Root() run: ImportRunRecord) {
    return stateNow(run, this.around.clock());
  }

  @FieldResolver(() => User, { nullable: true, description: "Who began it; null: the command line." })
  @Inherits()
  startedBy(@Root() { startedById }: ImportRunRecord, @Ctx() context: RequestContext) {
    return startedById === null ? null : this.around.usersOf(context).load(startedById);
  }

  @FieldResolver(() => CardProfile, { description: "The card profile of cards whose row names no other." })
  @Inherits()
  profile(@Root() { profileId }: ImportRunRecord, @Ctx() context: RequestContext) {
    return this.around.profilesOf(context).load(profileId);
  }

  @FieldResolver(() => ImportProblemConnection, { description: "What was wrong with its rows, in their order." })
  @Inherits()
  problems(
    @Root() { id }: ImportRunRecord,
    @Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the entry to begin after." }) after?: string,
  ) {
    return this.readModel.problemsOf(id, { first, after });
  }
}

/** What a problem says. */
@Resolver(() => ImportProblem)
export class ImportProblemFieldsResolver {
  @FieldResolver(() => String, { description: "What is wrong and how to mend it, in a sentence." })
  @Inherits()
  message(@Root() problem: ImportProblemRecord) {
    return problemSentence(problem);
  }

  @FieldResolver(() => Boolean, { description: "Whether the row was imported all the same." })
  @Inherits()
  isWarning(@Root() problem: ImportProblemRecord) {
    return isWarning(problem);
  }
}
