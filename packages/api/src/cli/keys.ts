import { type Command, CommandRefused, type CommandRun } from "./command.ts";
import { changeKek } from "./keys/change-kek.ts";
import { destroyKey } from "./keys/destroy-key.ts";
import { listKeys } from "./keys/list-keys.ts";
import { rotateKeys } from "./keys/rotate-keys.ts";
import { selfTest } from "./keys/self-test.ts";

const parts: Readonly<Record<string, (run: CommandRun) => Promise<void>>> = {
  list: listKeys,
  selftest: selfTest,
  rotate: rotateKeys,
  "change-kek": changeKek,
  destroy: destroyKey,
};

/** Looks after the keys that the secrets in the database are sealed under. */
export const keysCommand: Command = {
  name: "keys",
  usage: `keys list | selftest | rotate | change-kek [--to file|pkcs11] | destroy --data-key ID
      Looks after the keys that secrets are sealed under. The server may run meanwhile.
      list        Every data key, its state, and how far a rotation is.
      selftest    Tries everything Unlatch needs of the keeper of the key-encryption key, and prints a table.
      rotate      Begins new data keys and seals every admin key anew, or goes on with what was interrupted.
      change-kek  Wraps the data keys under a new key-encryption key; --to moves it to a key file or a token.
      destroy     Destroys a data key of the past, unless something is still sealed under it.`,
  async run(run) {
    const [name = "list", ...rest] = run.parts;
    const part = parts[name];
    if (part === undefined) throw new CommandRefused(`keys takes one of: ${Object.keys(parts).join(", ")}.`);
    await part({ ...run, parts: rest });
  },
};
