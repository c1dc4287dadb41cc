import { expect, test, vi } from "vitest";
import type { TypedDocument } from "../../graphql/request.ts";
import { answerWith } from "../../test-support/answer-with.ts";
import { proofWanted } from "./proof-wanted.ts";
import { useProvedChange } from "./useProvedChange.ts";

type Answer =
  | { __typename: "Saved"; name: string }
  | { __typename: "LastWayIn"; message: string; field: string[] | null }
  | { __typename: "StepUpNeeded"; message: string; methods: string[] };
const document: TypedDocument<{ save: Answer }, object> = { toString: () => "mutation { save }" };
const answer = (save: Answer) => ({ body: { data: { save } } });

test("gives the success", async () => {
  answerWith(answer({ __typename: "Saved", name: "phone" }));
  const { change, problem } = useProvedChange(document, "save");
  expect(await change({})).toEqual({ __typename: "Saved", name: "phone" });
  expect(problem.value).toBeNull();
});

test("tells a refusal in the server's words, with the field it is about", async () => {
  answerWith(answer({ __typename: "LastWayIn", message: "This is your last way.", field: ["input", "passkeyId"] }));
  const { change, problem } = useProvedChange(document, "save");
  expect(await change({})).toBeNull();
  expect(problem.value).toEqual({ text: "This is your last way.", field: "passkeyId" });
});

test("tells a lost connection, and forgets it when it is run again", async () => {
  answerWith("no connection", answer({ __typename: "Saved", name: "phone" }));
  const { change, problem } = useProvedChange(document, "save");
  expect(await change({})).toBeNull();
  expect(problem.value?.text).toMatch(/offline/);
  await change({});
  expect(problem.value).toBeNull();
});

test("going back from the question who one is, is no problem to tell", async () => {
  answerWith(answer({ __typename: "StepUpNeeded", message: "Confirm it's you.", methods: ["PASSWORD"] }));
  const { change, problem } = useProvedChange(document, "save");
  const changed = change({});
  await vi.waitFor(() => expect(proofWanted.value).not.toBeNull());
  proofWanted.value?.settle(false);
  expect(await changed).toBeNull();
  expect(problem.value).toBeNull();
});
