import { expect } from "vitest";
import type { MailServer, ReceivedMail } from "./mail-server.ts";
import type { Caller, TestApi } from "./test-api.ts";
import { aChallenge, aScene, type Scene } from "./unblock-scene.ts";

/** A holder with a mail address, and a response that was given for their card. */
export interface NoticeScene extends Scene {
  readonly address: string;
  readonly challenge: string;
  readonly processId: string;
}

let count = 0;

/** Gives a person a mail address as an administrator would. @returns it */
export async function giveAddress(api: TestApi, userId: string, address?: string): Promise<string> {
  count += 1;
  const given = address ?? `person-${count}@example.org`;
  await api.application.unitOfWork.unaudited((sql) =>
    sql.run("UPDATE users SET email = ? WHERE id = ?", [given, userId]),
  );
  return given;
}

/** Sets a scene in which a response was just given. */
export async function aTold(api: TestApi): Promise<NoticeScene> {
  const scene = await aScene(api);
  const address = await giveAddress(api, scene.holder.id);
  const [processId, challenge] = [await scene.started(), aChallenge(api)];
  const answered = await scene.verb("submit", { processId, challenge });
  expect(answered["__typename"]).toBe("ChallengeAnswered");
  return { ...scene, address, challenge, processId };
}

/** Sends what waits, and waits until this address has so many mails. @returns them, the oldest first */
export async function mailsTo(
  { api, server }: { api: TestApi; server: MailServer },
  address: string,
  wanted = 1,
): Promise<ReceivedMail[]> {
  await api.application.notices.sendNotices();
  await expect.poll(() => server.sentTo(address).length).toBe(wanted);
  return server.sentTo(address);
}

/** @returns what follows the `#` in the only link of a mail */
export function tokenIn({ mail }: ReceivedMail): string {
  return /#([\w-]+)/.exec(mail.text ?? "")?.[1] ?? "";
}

const refusal = "... on Refusal { code message field }";
const limited = "... on RateLimited { retryAfterSeconds }";
const selections = {
  openNotMe: `... on NotMeOpened { cardLabel serialEnding givenAt reportedAt isFrozen } ${limited}`,
  reportNotMe: `... on NotMeReported { cardLabel serialEnding } ... on NotMeReportedBefore { reportedAt } ${limited}`,
  confirmAddress: `... on AddressConfirmed { address } ${limited}`,
  unfreezeCard: "... on CardUnfrozen { card { id isFrozen frozenSince } }",
} as const;

// oxlint-disable-next-line typescript/no-explicit-any
type Came = Record<string, any>;

/** Runs a mutation of notices. @returns what came of it */
export async function told(caller: Caller, name: keyof typeof selections, input: object): Promise<Came> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const answer = await caller.graphql(
    `mutation ($input: ${type}) { ${name}(input: $input) { __typename ${selections[name]} ${refusal} } }`,
    { input },
  );
  const value = answer.data?.[name];
  if (!value) throw new Error(`No answer: ${answer.text}`);
  return value;
}
