import { aProgram, anApiToken, aUserWithOwnRole } from "../access.ts";
import { aUser } from "../builders.ts";
import type { Caller, TestApi } from "../test-api.ts";
import type { UserRecord } from "../../identity/index.ts";

/** Somebody who asks, and who that is; a stranger is nobody. */
export interface Asking {
  readonly caller: Caller;
  readonly user: UserRecord | null;
}

/** Whose an object is that is asked for. What belongs to nobody in particular is `other`; `none` does not exist. */
export type Whose = "own" | "other" | "none";

const signedIn = async (api: TestApi, user: UserRecord): Promise<Asking> => ({ caller: await api.as(user), user });

/** Everybody whom the table knows, and how one of them is made. */
export const accessColumns: Readonly<Record<string, (api: TestApi) => Promise<Asking>>> = {
  nobody: async (api) => ({ caller: api.stranger(), user: null }),
  "self-service": async (api) => signedIn(api, await aUser(api.application)),
  operator: async (api) => signedIn(api, await aUser(api.application, { role: "OPERATOR" })),
  auditor: async (api) => signedIn(api, await aUser(api.application, { role: "AUDITOR" })),
  administrator: async (api) => signedIn(api, await aUser(api.application, { role: "ADMINISTRATOR" })),
  "own role": async (api) => signedIn(api, await aUserWithOwnRole(api.application, ["card:read:any", "user:read"])),
  "API token": async (api) => {
    const user = await aUser(api.application, { role: "ADMINISTRATOR" });
    const { token } = await anApiToken(api.application, user);
    return { caller: aProgram(api, token), user };
  },
};

/** An identifier that nothing has. */
export const nothing = "00000000-0000-4000-8000-000000000000";
