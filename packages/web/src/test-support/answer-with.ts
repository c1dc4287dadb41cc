import { vi, type Mock } from "vitest";

/** What the pretended server says to one request: a body, a status, or no connection at all. */
export type PretendedAnswer = { body: unknown; status?: number } | "no connection";

/**
 * Puts a pretended server in the place of the network: it gives the answers in order, the last one for ever.
 *
 * @returns the fetch that was called, to look at what was asked
 */
export function answerWith(...answers: PretendedAnswer[]): Mock<typeof fetch> {
  let next = 0;
  const pretended = vi.fn<typeof fetch>(async () => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (answer === undefined || answer === "no connection") throw new TypeError("no connection");
    return new Response(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body), {
      status: answer.status ?? 200,
      headers: { Date: new Date().toUTCString() },
    });
  });
  vi.stubGlobal("fetch", pretended);
  return pretended;
}

/** The variables of a request that the pretended server was asked. */
export function askedWith(fetched: Mock<typeof fetch>, request = 0): unknown {
  const body = fetched.mock.calls[request]?.[1]?.body;
  return (JSON.parse(String(body)) as { variables: unknown }).variables;
}
