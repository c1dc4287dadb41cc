import { type CommandRun, CommandRefused } from "../command.ts";
import { optionsIn } from "../options-in.ts";
import { tableOf } from "../table-of.ts";

const words = { yes: "yes", no: "no, Unlatch does without", broken: "NO, and Unlatch needs it" } as const;

/** Tries everything Unlatch needs of the keeper of the key-encryption key, and prints a table. */
export async function selfTest({ parts, application, say }: CommandRun): Promise<void> {
  optionsIn(parts, {});
  const { provider } = application.keys;
  say(`Trying ${provider.kind}, key-encryption key ${provider.kekId}:`);
  const findings = await provider.selfTest();
  const rows = findings.map(({ ability, result, detail }) => [ability, words[result], detail]);
  for (const line of tableOf(["ABILITY", "RESULT", "DETAIL"], rows)) say(line);
  const broken = findings.filter(({ result }) => result === "broken").length;
  if (broken > 0)
    throw new CommandRefused(`${broken} of ${findings.length} abilities that Unlatch needs are not there.`);
  say("Everything that Unlatch needs is there.");
}
