import { groupsOfFour } from "@unlatch/core/challenge/show";
import { toHex } from "@unlatch/core/bytes";
import type { ProcessInstance } from "@unlatch/core/process/advance";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Card, type CardRecord } from "../cards/index.ts";
import { Viewer } from "../identity/index.ts";
import type { Person } from "../platform/actor.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { Inherits, Requires } from "../platform/requires.ts";
import { ProcessDefinition } from "../profiles/index.ts";
import type { OwnProcesses } from "./own-processes.read-model.ts";
import { ChallengeAnswered, ChallengeResponse, Process } from "./processes.types.ts";

/** A person's own processes, as they are read. */
@Resolver(() => Process)
export class ProcessFieldsResolver {
  constructor(private readonly own: OwnProcesses) {}

  @Query(() => Process, {
    nullable: true,
    description: "One of the caller's own processes; null when there is none, or it is somebody else's.",
  })
  @Requires("process:run:own")
  process(@Arg("id", () => ID, { description: "The process." }) id: string, @Ctx() context: RequestContext) {
    return this.own.byId(context.actor as Person, id);
  }

  @FieldResolver(() => ProcessDefinition, { description: "Which process this is a run of." })
  @Inherits()
  definition(@Root() process: ProcessInstance) {
    return this.own.definitionOf(process);
  }

  @FieldResolver(() => Card, { description: "The card it runs on." })
  @Inherits()
  card(@Root() process: ProcessInstance, @Ctx() context: RequestContext) {
    return this.own.cardOf(context, process);
  }
}

/** The response as the schema gives it: hex, and hex in groups. */
@Resolver(() => ChallengeAnswered)
export class ChallengeAnsweredResolver {
  @FieldResolver(() => ChallengeResponse, { description: "The response to type on the computer." })
  @Inherits()
  response(@Root() answered: { response: Uint8Array }) {
    const hex = toHex(answered.response);
    return { hex, groups: groupsOfFour(hex) };
  }
}

/** The viewer's unfinished processes, wherever they look. */
@Resolver(() => Viewer)
export class ViewerProcessesResolver {
  constructor(private readonly own: OwnProcesses) {}

  @FieldResolver(() => [Process], { description: "The viewer's own open processes, newest first." })
  @Requires("process:run:own")
  openProcesses(@Ctx() context: RequestContext) {
    return this.own.open(context.actor as Person);
  }
}

/** The viewer's unfinished process on a card. */
@Resolver(() => Card)
export class CardProcessResolver {
  constructor(private readonly own: OwnProcesses) {}

  @FieldResolver(() => Process, { nullable: true, description: "The viewer's own open process on this card, if any." })
  @Requires("process:run:own")
  openProcess(@Root() card: CardRecord, @Ctx() context: RequestContext) {
    return this.own.openOn(context, card.id);
  }
}
