import { identityRefusalTexts } from "../identity/index.ts";
import { system } from "../platform/actor.ts";
import type { Outcome } from "../platform/unit-of-work.ts";
import { type Command, CommandRefused, type CommandRun } from "./command.ts";
import { optionsIn } from "./options-in.ts";
import { refusalLine } from "./refusal-line.ts";

/** The way back for whoever runs the server: a new administrator, or a new way in for somebody, by a one-time link. */
export const adminCommand: Command = {
  name: "admin",
  usage: `admin create --username NAME --display-name NAME
      Makes an administrator and prints the one-time link with which they set their password.
  unlatch admin reset --username NAME
      Takes all ways to sign in away from somebody and prints a one-time link. Their sessions end.`,
  async run({ parts: [verb, ...parts], ...run }: CommandRun) {
    if (verb === "create") return create({ ...run, parts });
    if (verb === "reset") return reset({ ...run, parts });
    throw new CommandRefused("Write admin create or admin reset. Run it with --help.");
  },
};

async function create({ parts, application, ...run }: CommandRun): Promise<void> {
  const options = optionsIn(parts, { username: "value", "display-name": "value" });
  const account = { username: options.required("username"), displayName: options.required("display-name") };
  const outcome = await application.identity.inviteUser(system, { ...account, role: "ADMINISTRATOR" });
  if (outcome.type !== "UserInvited") throw refused(outcome);
  sayLink(run, outcome);
}

async function reset({ parts, application, ...run }: CommandRun): Promise<void> {
  const username = optionsIn(parts, { username: "value" }).required("username");
  const user = await application.identity.userNamed(username);
  if (!user) throw new CommandRefused(`There is nobody with the user name ${username}.`);
  const outcome = await application.identity.resetUserSignIn(system, { userId: user.id });
  if (outcome.type !== "UserSignInReset") throw refused(outcome);
  sayLink(run, outcome);
}

const refused = (outcome: Outcome) => new CommandRefused(refusalLine(outcome, identityRefusalTexts));

function sayLink(
  { say, siteOrigin }: Pick<CommandRun, "say" | "siteOrigin">,
  { user, link, expiresAt }: { user: { username: string }; link: string; expiresAt: Date },
): void {
  say(
    `${user.username} sets a password with this link. It works once, until ${expiresAt.toISOString().slice(0, 16)}Z:`,
  );
  say(`  ${siteOrigin}${link}`);
}
