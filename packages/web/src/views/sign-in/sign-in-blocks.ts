import type { Site } from "../../session/useSession.ts";

type Method = Site["signInMethods"][number];

/** A part of the sign-in page: buttons that stand together, or the form for name and password. */
export type SignInBlock =
  | { readonly type: "Buttons"; readonly methods: readonly Method[] }
  | { readonly type: "Form"; readonly methods: readonly Method[] };

/**
 * The parts of the sign-in page in the order that administrators want. All accounts with a password share one form, which
 * stands where the first of them does.
 *
 * @param hasPasskeys - whether this browser has any
 */
export function signInBlocks(methods: readonly Method[], hasPasskeys: boolean): readonly SignInBlock[] {
  const isForm = ({ kind }: Method) => kind === "PASSWORD" || kind === "LDAP";
  const forms = methods.filter(isForm);
  const blocks: SignInBlock[] = [];
  for (const method of methods.filter(({ kind }) => kind !== "PASSKEY" || hasPasskeys)) {
    const last = blocks.at(-1);
    if (isForm(method)) {
      if (method === forms[0]) blocks.push({ type: "Form", methods: forms });
    } else if (last?.type === "Buttons") {
      blocks[blocks.length - 1] = { type: "Buttons", methods: [...last.methods, method] };
    } else blocks.push({ type: "Buttons", methods: [method] });
  }
  return blocks;
}
