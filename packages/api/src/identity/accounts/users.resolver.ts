import { Arg, ID, Int, Query, Resolver } from "type-graphql";
import { Public, Requires } from "../../platform/requires.ts";
import { User, UserConnection } from "./user.types.ts";
import { Site } from "../set-up/site.types.ts";
import type { makeUsersReadModel } from "./users.read-model.ts";

/** Reading people, and what everybody may know of the installation. */
@Resolver()
export class UsersResolver {
  constructor(
    private readonly reads: {
      readonly users: ReturnType<typeof makeUsersReadModel>;
      readonly user: (id: string) => Promise<User | null>;
      readonly site: () => Promise<Site>;
    },
  ) {}

  @Query(() => Site, { description: "What everybody may know of this installation before signing in." })
  @Public()
  site() {
    return this.reads.site();
  }

  @Query(() => UserConnection, { description: "People with an account, by name." })
  @Requires("user:read")
  users(
    @Arg("first", () => Int, { description: "How many: 1 to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "Cursor to go on after." }) after?: string | null,
    @Arg("search", () => String, { nullable: true, description: "Beginning of a user name or of a name." })
    search?: string | null,
  ) {
    return this.reads.users({ first, after, search });
  }

  @Query(() => User, { nullable: true, description: "One person; null when there is no such account." })
  @Requires("user:read")
  user(@Arg("id", () => ID, { description: "Identifier of the person." }) id: string) {
    return this.reads.user(id);
  }
}
