import { parseArgs } from "node:util";
import { CommandRefused } from "./command.ts";

/** The options a command takes: with a value, or as a mere flag. */
export type OptionKinds = Readonly<Record<string, "value" | "flag">>;

/** The options that were given. */
export interface GivenOptions {
  /** @throws CommandRefused when it is missing */
  required(name: string): string;
  optional(name: string): string | undefined;
  has(name: string): boolean;
}

/**
 * Reads the options of a command.
 *
 * @param parts - the words after the command's name
 * @throws CommandRefused on an option that the command does not take
 */
export function optionsIn(parts: readonly string[], kinds: OptionKinds): GivenOptions {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { type: kind === "flag" ? "boolean" : "string" } as const]),
  );
  const values = parsed(parts, options);
  const optional = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  return {
    optional,
    has: (name) => values[name] === true,
    required(name) {
      const value = optional(name);
      if (value === undefined || value.trim() === "") throw new CommandRefused(`--${name} is missing.`);
      return value;
    },
  };
}

function parsed(parts: readonly string[], options: Record<string, { type: "boolean" | "string" }>) {
  try {
    return parseArgs({ args: [...parts], options, strict: true, allowPositionals: false }).values;
  } catch {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new CommandRefused(`This command takes ${known.join(", ")} and nothing else.`);
  }
}
