import { registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enum-of.ts";
import { proofMethods } from "./proof-methods.ts";

/** What somebody can prove with who they are, as the schema names it. */
export const ProofMethodEnum = enumOf(proofMethods);
registerEnumType(ProofMethodEnum, {
  name: "ProofMethod",
  description: "What somebody can prove with who they are.",
  valuesConfig: {
    PASSKEY: { description: "A passkey; the authenticator verified the person." },
    TOTP: { description: "A code of an authenticator app." },
    RECOVERY_CODE: { description: "A recovery code, each good once." },
    PASSWORD: { description: "The password of the account." },
    LDAP: { description: "The password of an account in a directory." },
    OPENID_CONNECT: { description: "A sign-in at another site that vouches for the person." },
    LINK: { description: "A one-time link from an administrator." },
  },
});
