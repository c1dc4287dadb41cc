import { KekUnavailable } from "../../keys/index.ts";
import { system } from "../../platform/actor.ts";
import { CommandRefused, type CommandRun } from "../command.ts";
import { optionsIn } from "../options-in.ts";

/** Wraps the data keys under a new key-encryption key, in the same place or in another. */
export async function changeKek({ parts, application, providerOf, say }: CommandRun): Promise<void> {
  const wanted = optionsIn(parts, { to: "value" }).optional("to");
  const { keys } = application;
  if (wanted !== undefined && wanted !== "file" && wanted !== "pkcs11") {
    throw new CommandRefused("--to must be file or pkcs11.");
  }
  const kind = wanted ?? keys.provider.kind;
  const to = kind === keys.provider.kind || kind === "kms" ? keys.provider : await providerOf(kind);
  try {
    const { kekId, dataKeys } = await keys.changeKek(system, to);
    say(`${dataKeys} data keys are wrapped under ${kekId} (${to.kind}) now.`);
  } catch (fault) {
    if (fault instanceof KekUnavailable) throw new CommandRefused(`Nothing has changed. ${fault.message}`);
    throw fault;
  } finally {
    if (to !== keys.provider) await to.close();
  }
  if (to !== keys.provider) say(`Set UNLATCH_KEK_PROVIDER=${to.kind} and start the server again.`);
  say("Keep the old one for as long as you keep backups from before.");
}
