import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../platform/request-context.ts";
import { Requires } from "../platform/requires.ts";
import type { makeCreateCardProfile } from "./create-card-profile.ts";
import type { makeDisableProcess } from "./disable-process.ts";
import type { makeEnableProcess } from "./enable-process.ts";
import {
  CreateCardProfileInput,
  CreateCardProfileResult,
  DisableProcessInput,
  DisableProcessResult,
  EnableProcessInput,
  EnableProcessResult,
  SaveStateCommandsInput,
  SaveStateCommandsResult,
  UpdateCardProfileInput,
  UpdateCardProfileResult,
} from "./save-card-profile.types.ts";
import type { makeSaveStateCommands } from "./save-state-commands.ts";
import type { makeUpdateCardProfile } from "./update-card-profile.ts";

/** What can be done to a card profile. */
export interface ProfileVerbs {
  readonly createCardProfile: ReturnType<typeof makeCreateCardProfile>;
  readonly updateCardProfile: ReturnType<typeof makeUpdateCardProfile>;
  readonly saveStateCommands: ReturnType<typeof makeSaveStateCommands>;
  readonly enableProcess: ReturnType<typeof makeEnableProcess>;
  readonly disableProcess: ReturnType<typeof makeDisableProcess>;
}

/** The changes an administrator makes to card profiles. */
@Resolver()
export class SaveCardProfileResolver {
  constructor(private readonly verbs: ProfileVerbs) {}

  @Mutation(() => CreateCardProfileResult, { description: "Makes a card profile in which nothing is switched on." })
  @Requires("profile:write")
  createCardProfile(
    @Arg("input", () => CreateCardProfileInput, { description: "The new profile." }) input: CreateCardProfileInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.createCardProfile(actor, input);
  }

  @Mutation(() => UpdateCardProfileResult, { description: "Changes name, description or card type of a profile." })
  @Requires("profile:write")
  updateCardProfile(
    @Arg("input", () => UpdateCardProfileInput, { description: "The changes." }) input: UpdateCardProfileInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.updateCardProfile(actor, input);
  }

  @Mutation(() => SaveStateCommandsResult, {
    description: "Makes the rows of Additional Commands of one state exactly the given ones.",
  })
  @Requires("profile:write")
  saveStateCommands(
    @Arg("input", () => SaveStateCommandsInput, { description: "The rows." }) input: SaveStateCommandsInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.saveStateCommands(actor, input);
  }

  @Mutation(() => EnableProcessResult, { description: "Switches a process on. Doing it again changes nothing." })
  @Requires("profile:write")
  enableProcess(
    @Arg("input", () => EnableProcessInput, { description: "The process." }) input: EnableProcessInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.enableProcess(actor, input);
  }

  @Mutation(() => DisableProcessResult, { description: "Switches a process off. Doing it again changes nothing." })
  @Requires("profile:write")
  disableProcess(
    @Arg("input", () => DisableProcessInput, { description: "The process." }) input: DisableProcessInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.disableProcess(actor, input);
  }
}
