import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A real OpenID provider in a process of its own. */
export interface TestProvider {
  readonly issuer: string;
  /** Gives somebody an account there, or changes what it says of them. */
  knows(sub: string, claims: object): Promise<void>;
  /**
   * Goes through the provider as a browser does.
   *
   * @param as - who signs in there; null for somebody who turns back, left out for whoever is signed in there already
   * @param jar - the browser's cookies at the provider
   * @returns the address that the provider sends the browser back to
   */
  visit(address: string, as?: string | null, jar?: Map<string, string>): Promise<URL>;
  stop(): Promise<void>;
}

const program = new URL("./provider-process.ts", import.meta.url).pathname;

/** Starts a provider that knows these clients. */
export async function testProvider(clients: readonly object[]): Promise<TestProvider> {
  const child = spawn(process.execPath, ["--import", "@oxc-node/core/register", program, JSON.stringify(clients)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [issuer] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    issuer,
    async knows(sub, claims) {
      await fetch(`${issuer}/people/${sub}`, { method: "PUT", body: JSON.stringify(claims) });
    },
    visit: (address, as, jar = new Map()) => visit({ issuer, as, jar }, address),
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

interface Visit {
  readonly issuer: string;
  readonly as: string | null | undefined;
  readonly jar: Map<string, string>;
}

async function visit({ issuer, as, jar }: Visit, address: string): Promise<URL> {
  let url = new URL(address);
  for (let steps = 0; steps < 10 && url.origin === issuer; steps += 1) {
    if (url.pathname.startsWith("/interaction/") && as) url.searchParams.set("as", as);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`The provider stays at ${url.pathname}: ${answer.status}`);
    url = new URL(location, url);
  }
  return url;
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const [name = "", ...value] = pair.split("=");
  if (value.join("=") === "") jar.delete(name);
  else jar.set(name, value.join("="));
}
