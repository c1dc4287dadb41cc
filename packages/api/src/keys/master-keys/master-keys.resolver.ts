import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { User, type UserRecord } from "../../identity/index.ts";
import type { Person } from "../../platform/actor.ts";
import type { BatchLoader } from "../../platform/per-request.ts";
import type { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Requires } from "../../platform/requires.ts";
import { DateTime } from "../../platform/scalars.ts";
import type { makeCreateMasterKey } from "./create-master-key.ts";
import type { makeApproveMasterKey, makeRejectMasterKey } from "./decide-master-key.ts";
import type { makeEnterMasterKeyComponent } from "./enter-master-key-component.ts";
import type { ComponentRecord, MasterKeyRecord, MasterKeysReadModel } from "./master-keys.read-model.ts";
import { MasterKey, MasterKeyComponent, MasterKeyConnection } from "./master-keys.types.ts";
import * as saved from "./save-master-key.types.ts";

/** What can be done with a master key. */
export interface MasterKeyVerbs {
  readonly createMasterKey: ReturnType<typeof makeCreateMasterKey>;
  readonly enterMasterKeyComponent: ReturnType<typeof makeEnterMasterKeyComponent>;
  readonly approveMasterKey: ReturnType<typeof makeApproveMasterKey>;
  readonly rejectMasterKey: ReturnType<typeof makeRejectMasterKey>;
}

type UsersOf = (context: RequestContext) => BatchLoader<UserRecord>;

/** Master keys and their ceremonies. */
@Resolver()
export class MasterKeysResolver {
  constructor(
    private readonly keys: MasterKeysReadModel,
    private readonly verbs: MasterKeyVerbs,
  ) {}

  @Query(() => MasterKey, { nullable: true, description: "A master key; null when there is none of that id." })
  @Requires("key:read")
  masterKey(@Arg("id", () => ID, { description: "The master key." }) id: string) {
    return this.keys.byId(id);
  }

  @Query(() => MasterKeyConnection, { description: "Master keys by name." })
  @Requires("key:read")
  masterKeys(
    @Arg("first", () => Int, { description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the entry to begin after." }) after?: string,
  ) {
    return this.keys.page({ first, after });
  }

  @Mutation(() => saved.CreateMasterKeyResult, { description: "Begins the ceremony of a master key." })
  @Requires("master-key:enter")
  createMasterKey(
    @Arg("input", () => saved.CreateMasterKeyInput, { description: "The key." }) input: saved.CreateMasterKeyInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.createMasterKey(actor as Person, input);
  }

  @Mutation(() => saved.EnterMasterKeyComponentResult, {
    description: "Enters one component of a master key. With the last one the key is put together and sealed.",
  })
  @Requires("master-key:enter")
  enterMasterKeyComponent(
    @Arg("input", () => saved.EnterMasterKeyComponentInput, { description: "The component." })
    input: saved.EnterMasterKeyComponentInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.enterMasterKeyComponent(actor as Person, input);
  }

  @Mutation(() => saved.ApproveMasterKeyResult, { description: "Approves a master key that has all its components." })
  @Requires("master-key:approve")
  approveMasterKey(
    @Arg("input", () => saved.ApproveMasterKeyInput, { description: "The key." }) input: saved.ApproveMasterKeyInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.approveMasterKey(actor as Person, input);
  }

  @Mutation(() => saved.RejectMasterKeyResult, { description: "Ends the ceremony of a master key without a key." })
  @Requires("master-key:approve")
  rejectMasterKey(
    @Arg("input", () => saved.RejectMasterKeyInput, { description: "The key." }) input: saved.RejectMasterKeyInput,
    @Ctx() { actor }: RequestContext,
  ) {
    return this.verbs.rejectMasterKey(actor as Person, input);
  }
}

/** What a master key has beside what is recorded about itself. */
@Resolver(() => MasterKey)
export class MasterKeyFieldsResolver {
  constructor(private readonly usersOf: UsersOf) {}

  @FieldResolver(() => String, { description: "What kind of key it is: `AES-256`, `2TDEA`, …" })
  @Inherits()
  cipher(@Root() key: MasterKeyRecord) {
    return key.kind;
  }

  @FieldResolver(() => [MasterKeyComponent], { description: "The components entered so far, by number." })
  @Inherits()
  components(@Root() key: MasterKeyRecord) {
    return key.components.toSorted((a, b) => a.number - b.number);
  }

  @FieldResolver(() => User, { description: "Who began the ceremony." })
  @Inherits()
  createdBy(@Root() key: MasterKeyRecord, @Ctx() context: RequestContext) {
    return this.usersOf(context).load(key.createdById);
  }

  @FieldResolver(() => User, { nullable: true, description: "Who approved or rejected it." })
  @Inherits()
  decidedBy(@Root() { decidedById }: MasterKeyRecord, @Ctx() context: RequestContext) {
    return decidedById === null ? null : this.usersOf(context).load(decidedById);
  }
}

/** Who entered a component, and when. */
@Resolver(() => MasterKeyComponent)
export class MasterKeyComponentFieldsResolver {
  constructor(private readonly usersOf: UsersOf) {}

  @FieldResolver(() => User, { description: "Who entered it." })
  @Inherits()
  enteredBy(@Root() component: ComponentRecord, @Ctx() context: RequestContext) {
    return this.usersOf(context).load(component.enteredById);
  }

  @FieldResolver(() => DateTime, { description: "When they did." })
  @Inherits()
  at(@Root() component: ComponentRecord) {
    return component.enteredAt;
  }
}
