import { type Role, roles } from "@unlatch/core/access/permissions";
import { wipe } from "@unlatch/core/bytes";
import { identityRefusalTexts } from "../identity/index.ts";
import { system } from "../platform/actor.ts";
import { type Command, CommandRefused, type CommandRun } from "./command.ts";
import { optionsIn } from "./options-in.ts";
import { refusalLine } from "./refusal-line.ts";

const roleWords = roles.map((role) => (role === "SELF_SERVICE_USER" ? "self-service user" : role.toLowerCase()));

/** Gives a person an account, with a password that never stands on the command line. */
export const addUserCommand: Command = {
  name: "add-user",
  usage: `add-user --username NAME --display-name NAME --role ROLE --password-stdin
      Gives a person an account. ROLE is ${roleWords.join(", ")}.
      The password is the first line of standard input: 15 characters or more.`,
  async run({ parts, application, readSecret, say }: CommandRun) {
    const options = optionsIn(parts, {
      username: "value",
      "display-name": "value",
      role: "value",
      "password-stdin": "flag",
    });
    const account = {
      username: options.required("username"),
      displayName: options.required("display-name"),
      role: roleNamed(options.required("role")),
    };
    if (!options.has("password-stdin"))
      throw new CommandRefused("Give the password on standard input, with --password-stdin.");
    const bytes = await readSecret();
    const password = new TextDecoder().decode(bytes);
    wipe(bytes);
    const outcome = await application.addUser(system, { ...account, password });
    if (outcome.type !== "UserAdded") throw new CommandRefused(refusalLine(outcome, identityRefusalTexts));
    say(`${outcome.user.username} can sign in now.`);
  },
};

function roleNamed(word: string): Role {
  const plain = word
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, "_");
  const role = roles.find((one) => one === plain);
  if (role === undefined) throw new CommandRefused(`--role must be one of: ${roleWords.join(", ")}.`);
  return role;
}
