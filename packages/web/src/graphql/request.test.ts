import { expect, test, vi } from "vitest";
import { answerWith, askedWith } from "../test-support/answer-with.ts";
import { request, type TypedDocument } from "./request.ts";
import { onSignedOut } from "./signed-out.ts";

const document: TypedDocument<{ greeting: string }, { name: string }> = { toString: () => "query { greeting }" };
const ask = () => request(document, { name: "Ava" });

test("sends query and variables in the body, to the page's own server, and keeps nothing of the answer", async () => {
  const fetched = answerWith({ body: { data: { greeting: "Hello" } } });
  const reply = await ask();
  expect(reply).toMatchObject({ type: "Answered", value: { greeting: "Hello" } });
  expect(askedWith(fetched)).toEqual({ name: "Ava" });
  expect(fetched.mock.calls[0]?.[0]).toBe("/graphql");
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: "POST", credentials: "same-origin", cache: "no-store" });
});

test("a lost connection is a reply, not an exception", async () => {
  answerWith("no connection");
  expect(await ask()).toEqual({ type: "Offline" });
});

test.each([502, 503, 504])("a gateway's own page with status %i means that the server is away", async (status) => {
  answerWith({ body: "<html>Bad gateway</html>", status });
  expect(await ask()).toEqual({ type: "Offline" });
});

test("tells whoever listens when nobody is signed in any more", async () => {
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  answerWith({ body: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] }, status: 401 });
  expect(await ask()).toEqual({ type: "SignedOut" });
  expect(listener).toHaveBeenCalledOnce();
  stop();
  await ask();
  expect(listener).toHaveBeenCalledOnce();
});

test("a page older than the server is told apart from a fault", async () => {
  answerWith({ body: { errors: [{ extensions: { code: "DOCUMENT_UNKNOWN" } }] }, status: 403 });
  expect(await ask()).toEqual({ type: "Outdated" });
});

test("what is not permitted is told apart from a fault", async () => {
  answerWith({ body: { data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] } });
  expect(await ask()).toEqual({ type: "Forbidden" });
});

test("a fault comes with the number under which operators find its cause", async () => {
  answerWith({ body: { data: null, errors: [{ extensions: { errorId: "01JD" } }] }, status: 500 });
  expect(await ask()).toEqual({ type: "Fault", errorId: "01JD" });
});

test("an answer with errors is never taken for a whole one", async () => {
  answerWith({ body: { data: { greeting: "Hel" }, errors: [{}] } });
  expect(await ask()).toEqual({ type: "Fault", errorId: null });
});
