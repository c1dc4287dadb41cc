import { expect, test, vi } from "vitest";
import { proofWanted } from "../../session/proof/proof-wanted.ts";
import { useSession } from "../../session/useSession.ts";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { useInComponent } from "../../test-support/use-in-component.ts";
import type { ReturnedFacts } from "./returned-facts.ts";
import { useReturned } from "./useReturned.ts";

const facts: ReturnedFacts = { type: "Answer", methodId: "m1", answer: "code=a&state=b" };
const viewer = {
  user: { id: "u1", username: "ava", displayName: "Ava", role: "SELF_SERVICE_USER", state: "ACTIVE" },
  permissions: ["CARD_READ_OWN"],
  sessionExpiresAt: "2030-01-01T00:00:00Z",
};

async function came(finishOpenIdConnect: object) {
  const fetched = answerWith({ body: { data: { finishOpenIdConnect } } });
  const { used } = useInComponent(() => useReturned(facts));
  await used.begin();
  return { used, fetched };
}

test("whoever was sent to sign in is signed in", async () => {
  const { used, fetched } = await came({ __typename: "OpenIdConnectFinished", purpose: "SIGN_IN", viewer });
  expect(askedWith(fetched)).toEqual({ input: { methodId: "m1", answer: "code=a&state=b" } });
  expect(useSession().viewer.value?.user.username).toBe("ava");
  expect(used.done.value).toBe("SIGN_IN");
});

test("the second factor is asked for where there is one", async () => {
  const needed = { __typename: "SecondFactorNeeded", methods: ["TOTP"], pendingId: "p1", passkeyOptionsJson: null };
  const { used } = await came(needed);
  expect(used.second.value?.pendingId).toBe("p1");
  expect(used.problem.value).toBeNull();
});

test("a refusal is told in the server's words", async () => {
  const { used } = await came({ __typename: "NoAccountHere", message: "There is no account here for you." });
  expect(used.problem.value).toBe("There is no account here for you.");
});

test("linking asks first who somebody is, and going back from that is told", async () => {
  answerWith({
    body: {
      data: { finishOpenIdConnect: { __typename: "StepUpNeeded", methods: ["TOTP"], message: "Confirm it's you." } },
    },
  });
  const { used } = useInComponent(() => useReturned(facts));
  const begun = used.begin();
  await vi.waitFor(() => expect(proofWanted.value?.methods).toEqual(["TOTP"]));
  proofWanted.value?.settle(false);
  await begun;
  expect(used.problem.value).toBe("Confirm it's you.");
});

test("a lost connection is told, and so is a way that led nowhere; neither asks the server twice", async () => {
  answerWith("no connection");
  const { used } = useInComponent(() => useReturned(facts));
  await used.begin();
  expect(used.problem.value).toMatch(/offline/);
  const fetched = answerWith("no connection");
  const { used: nowhere } = useInComponent(() => useReturned({ type: "Problem", problem: "ProviderUnreachable" }));
  await nowhere.begin();
  expect(nowhere.problem.value).toContain("can't be reached now");
  expect(fetched).not.toHaveBeenCalled();
});
