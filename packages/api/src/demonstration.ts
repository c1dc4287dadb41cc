import type { FastifyInstance } from "fastify";
import type { Application } from "./composition-root.ts";
import { type DemonstrationAccount, makeDemonstration } from "./demo/index.ts";
import { systemRandom } from "./platform/random.ts";
import { makePractice } from "./practice/index.ts";

/** Fills an empty installation with an organisation to try Unlatch with. @returns its accounts, to be shown once */
export async function fillDemonstration(
  { unitOfWork, vault, clock, random }: Application,
  place: { readonly kekId: string; readonly accountsFile: string },
): Promise<readonly DemonstrationAccount[]> {
  return (await makeDemonstration({ unitOfWork, vault, clock, random, ...place })()).accounts;
}

/** Puts the practice cards on the server of a demonstration. */
export async function servePracticeCards(
  server: FastifyInstance,
  { reader, vault }: Application,
  addresses: () => readonly string[],
): Promise<void> {
  const practice = makePractice({ reader, keys: vault, random: systemRandom, addresses });
  await server.register(practice.routes, { prefix: "/practice/api" });
}
