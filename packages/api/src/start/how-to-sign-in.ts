/** An account of the demonstration as it is printed once. */
export interface PrintedAccount {
  readonly username: string;
  readonly password: string;
  readonly role: string;
}

/** What the person who started the server needs in order to sign in. */
export type WayIn =
  | { readonly type: "NewAccounts"; readonly accounts: readonly PrintedAccount[]; readonly file: string }
  | { readonly type: "AccountsFile"; readonly file: string }
  | { readonly type: "SetUpLink"; readonly link: string }
  | { readonly type: "Accounts" };

/** @returns lines for the terminal: where the server is, and how to sign in there */
export function howToSignIn(addresses: readonly string[], wayIn: WayIn): string[] {
  return ["", "Unlatch is ready:", ...addresses.map((address) => `  ${address}`), "", ...linesOf(wayIn), ""];
}

function linesOf(wayIn: WayIn): string[] {
  switch (wayIn.type) {
    case "NewAccounts":
      return [
        "This is a demonstration with invented people. Sign in with one of these accounts:",
        ...tableOf(wayIn.accounts),
        `They are shown here once and kept in ${wayIn.file}.`,
      ];
    case "AccountsFile":
      return [`This is a demonstration with invented people. Their accounts are in ${wayIn.file}.`];
    case "SetUpLink":
      return ["There is no administrator yet. Open this link within 24 hours; it works once:", `  ${wayIn.link}`];
    case "Accounts":
      return ["Sign in with your account."];
    default:
      return wayIn satisfies never;
  }
}

function tableOf(accounts: readonly PrintedAccount[]): string[] {
  const width = (field: keyof PrintedAccount) => Math.max(...accounts.map((account) => account[field].length));
  const [names, roles] = [width("username"), width("role")];
  return accounts.map(
    ({ username, role, password }) => `  ${role.padEnd(roles)}  ${username.padEnd(names)}  ${password}`,
  );
}
