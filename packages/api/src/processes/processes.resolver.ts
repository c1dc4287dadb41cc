import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Person } from "../platform/actor.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { Requires } from "../platform/requires.ts";
import type { makeCancelProcess } from "./cancel-process.ts";
import type { makeFinishProcess } from "./finish-process.ts";
import {
  CancelProcessResult,
  FinishProcessResult,
  ShowResponseResult,
  StartProcessResult,
  SubmitChallengeResult,
} from "./processes.results.ts";
import {
  CancelProcessInput,
  FinishProcessInput,
  ShowResponseInput,
  StartProcessInput,
  SubmitChallengeInput,
} from "./processes.types.ts";
import type { makeShowResponse } from "./show-response.ts";
import type { makeStartProcess } from "./start-process.ts";
import type { makeSubmitChallenge } from "./submit-challenge.ts";

/** What can be done in a process. */
export interface ProcessVerbs {
  readonly startProcess: ReturnType<typeof makeStartProcess>;
  readonly submitChallenge: ReturnType<typeof makeSubmitChallenge>;
  readonly showResponse: ReturnType<typeof makeShowResponse>;
  readonly finishProcess: ReturnType<typeof makeFinishProcess>;
  readonly cancelProcess: ReturnType<typeof makeCancelProcess>;
}

/** The mutations of a person's own processes. */
@Resolver()
export class ProcessesResolver {
  constructor(private readonly verbs: ProcessVerbs) {}

  @Mutation(() => StartProcessResult, { description: "Starts a process on the caller's own card." })
  @Requires("process:run:own")
  startProcess(@Arg("input", () => StartProcessInput) input: StartProcessInput, @Ctx() context: RequestContext) {
    return this.verbs.startProcess(context.actor as Person, input);
  }

  @Mutation(() => SubmitChallengeResult, { description: "Gives the challenge, gets the response." })
  @Requires("process:run:own")
  submitChallenge(
    @Arg("input", () => SubmitChallengeInput) input: SubmitChallengeInput,
    @Ctx() context: RequestContext,
  ) {
    return this.verbs.submitChallenge(context.actor as Person, input);
  }

  @Mutation(() => ShowResponseResult, {
    description: "Shows the response of an open process again. It is computed again, and audited again.",
  })
  @Requires("process:run:own")
  showResponse(@Arg("input", () => ShowResponseInput) input: ShowResponseInput, @Ctx() context: RequestContext) {
    return this.verbs.showResponse(context.actor as Person, input);
  }

  @Mutation(() => FinishProcessResult, { description: "`Next` at the last step: reports how it went." })
  @Requires("process:run:own")
  finishProcess(@Arg("input", () => FinishProcessInput) input: FinishProcessInput, @Ctx() context: RequestContext) {
    return this.verbs.finishProcess(context.actor as Person, input);
  }

  @Mutation(() => CancelProcessResult, { description: "`Cancel` at any step: closes the process." })
  @Requires("process:run:own")
  cancelProcess(@Arg("input", () => CancelProcessInput) input: CancelProcessInput, @Ctx() context: RequestContext) {
    return this.verbs.cancelProcess(context.actor as Person, input);
  }
}
