import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import PostalMime, { type Email } from "postal-mime";
import type { MailSettings } from "../notices/index.ts";
import { selfSigned } from "./self-signed.ts";

/** A mail as it came in. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
  readonly mail: Email;
  /** Whether it came over TLS. */
  readonly wasSecure: boolean;
  readonly user: string | null;
}

/** A real mail server in a process of its own, and what it received. */
export interface MailServer {
  /** How to reach it. */
  readonly settings: MailSettings;
  readonly received: ReceivedMail[];
  /** @returns what was received for this address so far, the oldest first */
  sentTo(address: string): ReceivedMail[];
  stop(): void;
}

const program = fileURLToPath(new URL("mail-server-process.ts", import.meta.url));
const account = { user: "unlatch", password: "a password for mail" };

/** @returns a running mail server, with STARTTLS and a user unless told otherwise */
export async function mailServer({ offersTls = true }: { offersTls?: boolean } = {}): Promise<MailServer> {
  const pair = selfSigned();
  const argument = JSON.stringify({ ...pair, ...account, offersTls });
  const child = spawn(process.execPath, ["--import", "@oxc-node/core/register", program, argument], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const received: ReceivedMail[] = [];
  const port = await portOf(child, received);
  return {
    settings: {
      host: "127.0.0.1",
      port,
      isSecure: false,
      isLocal: false,
      ...account,
      authority: pair.certificate,
      from: { name: "Test", address: "unlatch@example.org" },
      operators: "operators@example.org",
    },
    received,
    sentTo: (address) => received.filter(({ to }) => to.includes(address)),
    stop: () => void child.kill(),
  };
}

/** @returns the port it listens on; goes on putting what comes in where the test looks */
function portOf(child: ChildProcess, received: ReceivedMail[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("The mail server ended.")));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const said = JSON.parse(line) as
        | { port: number }
        | { to: string[]; raw: string; wasSecure: boolean; user: string };
      if ("port" in said) return resolve(said.port);
      const raw = Buffer.from(said.raw, "base64").toString("utf8");
      void PostalMime.parse(raw).then((mail) => received.push({ ...said, raw, mail }));
    });
  });
}
