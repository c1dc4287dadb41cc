/** With what a browser comes back from a provider: an answer to go on with, or the reason why it never got there. */
export type ReturnedFacts =
  | { readonly type: "Answer"; readonly methodId: string; readonly answer: string }
  | { readonly type: "Problem"; readonly problem: "ProviderUnreachable" | "ReturnUnknown" };

/**
 * Reads what our own address for providers put behind the `#`.
 *
 * @param hash - as the address has it
 */
export function returnedFacts(hash: string): ReturnedFacts {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const [methodId, answer] = [said.get("method"), said.get("answer")];
  if (methodId !== null && answer !== null) return { type: "Answer", methodId, answer };
  const isUnreachable = ["ProviderUnreachable", "ProviderRefused"].includes(said.get("problem") ?? "");
  return { type: "Problem", problem: isUnreachable ? "ProviderUnreachable" : "ReturnUnknown" };
}
