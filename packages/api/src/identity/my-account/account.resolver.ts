import { Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Person } from "../../platform/actor.ts";
import { perRequest } from "../../platform/per-request.ts";
import { RequestContext } from "../../platform/request-context.ts";
import { Inherits, Requires } from "../../platform/requires.ts";
import { Viewer } from "../accounts/user.types.ts";
import { AccountSaved, RecoveryCodesMade } from "./account-changes.types.ts";
import { Account } from "./account.types.ts";

type ReadAccount = (person: Person) => Promise<Account>;
const ownOf = (read: ReadAccount, { actor }: RequestContext) => read(actor as Person);

/** One's own account, beside who one is. */
@Resolver(() => Viewer)
export class ViewerAccountResolver {
  private readonly read: (context: RequestContext) => Promise<Account>;

  constructor(read: ReadAccount) {
    this.read = perRequest((context) => ownOf(read, context));
  }

  @FieldResolver(() => Account, { description: "One's own account, and how one signs in." })
  @Requires("signed-in")
  account(@Ctx() context: RequestContext) {
    return this.read(context);
  }
}

/** One's own account after a change. */
@Resolver(() => AccountSaved)
export class AccountSavedResolver {
  constructor(private readonly read: ReadAccount) {}

  @FieldResolver(() => Account, { description: "The account as it is now." })
  @Inherits()
  account(@Ctx() context: RequestContext) {
    return ownOf(this.read, context);
  }
}

/** One's own account after new recovery codes were made. */
@Resolver(() => RecoveryCodesMade)
export class RecoveryCodesMadeResolver {
  constructor(private readonly read: ReadAccount) {}

  @FieldResolver(() => Account, { description: "The account as it is now." })
  @Inherits()
  account(@Ctx() context: RequestContext) {
    return ownOf(this.read, context);
  }
}
