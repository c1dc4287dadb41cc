import { readFileSync, statSync } from "node:fs";
import { wipe } from "@unlatch/core/bytes";
import type { Handle, PKCS11 } from "pkcs11js";

type Pkcs11Package = typeof import("pkcs11js");

/** The token cannot be used. The message is one line for the person who starts the server. */
export class TokenUnusable extends Error {
  override readonly name = "TokenUnusable";
}

/** Where a token is and how it is opened. */
export interface TokenPlace {
  /** The module's library, by its path. */
  readonly module: string;
  readonly tokenLabel: string;
  /** A file with the token's user PIN in its first line; read at every sign-in and never kept. */
  readonly pinFile: string;
}

/** A session of a token, and what is called on it. */
export interface Session {
  readonly p11: PKCS11;
  readonly api: Pkcs11Package;
  readonly handle: Handle;
  readonly slot: Handle;
}

/** Sessions of one token, each lent to one caller at a time. */
export interface Sessions {
  /** A session that fails is closed and not lent again. */
  use<T>(ask: (session: Session) => Promise<T>): Promise<T>;
  close(): void;
}

const alreadyLoggedIn = 0x100;
const alreadyInitialized = 0x191;
const sessionsAtOnce = 4;

/** @throws TokenUnusable when there is no such module or token, or its PIN is refused */
export async function openSessions(place: TokenPlace): Promise<Sessions> {
  const api = await loadedPackage();
  const p11 = loadedModule(api, place);
  const slot = slotOf(p11, place);
  const begin = beginsSessions({ api, p11, slot }, place);
  const idle: Handle[] = [begin()];
  const waiting: (() => void)[] = [];
  let lent = 0;
  const lend = async <T>(handle: Handle, ask: (session: Session) => Promise<T>): Promise<T> => {
    try {
      const answer = await ask({ api, p11, slot, handle });
      idle.push(handle);
      return answer;
    } catch (fault) {
      closeQuietly(p11, handle);
      throw fault;
    }
  };
  return {
    async use(ask) {
      while (lent >= sessionsAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      lent += 1;
      try {
        return await lend(idle.pop() ?? begin(), ask);
      } finally {
        lent -= 1;
        waiting.shift()?.();
      }
    },
    close() {
      for (const handle of idle.splice(0)) closeQuietly(p11, handle);
      p11.C_Finalize();
      p11.close();
    },
  };
}

async function loadedPackage(): Promise<Pkcs11Package> {
  try {
    const loaded = await import("pkcs11js");
    return "default" in loaded ? loaded.default : loaded;
  } catch {
    throw new TokenUnusable(
      "The package pkcs11js is not built here: it needs a compiler. Install one, then run: pnpm --filter @unlatch/api build:pkcs11",
    );
  }
}

function loadedModule(api: Pkcs11Package, { module }: TokenPlace): PKCS11 {
  const p11 = new api.PKCS11();
  try {
    p11.load(module);
  } catch {
    throw new TokenUnusable(`The PKCS#11 module ${module} cannot be loaded. Set UNLATCH_PKCS11_MODULE to its library.`);
  }
  try {
    p11.C_Initialize({ flags: api.CKF_OS_LOCKING_OK });
  } catch (fault) {
    if ((fault as { code?: number }).code !== alreadyInitialized) {
      throw new TokenUnusable(`The PKCS#11 module ${module} does not start (${wordOf(fault)}).`);
    }
  }
  return p11;
}

function slotOf(p11: PKCS11, { tokenLabel, module }: TokenPlace): Handle {
  const found = p11.C_GetSlotList(true).find((slot) => p11.C_GetTokenInfo(slot).label.trimEnd() === tokenLabel);
  if (found) return found;
  throw new TokenUnusable(`There is no token ${tokenLabel} behind ${module}. Set UNLATCH_PKCS11_TOKEN_LABEL.`);
}

/** The token does not take the PIN. Trying it again and again would lock the token. */
class PinRefused extends TokenUnusable {}

/** @returns begins a session; a PIN that was refused is not tried again before its file has changed */
function beginsSessions(token: Omit<Session, "handle">, place: TokenPlace): () => Handle {
  let refused: { readonly fault: PinRefused; readonly writtenAt: number } | null = null;
  return () => {
    const writtenAt = statSync(place.pinFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (refused?.writtenAt === writtenAt) throw refused.fault;
    try {
      return signIn(token, place);
    } catch (fault) {
      if (fault instanceof PinRefused) refused = { fault, writtenAt };
      throw fault;
    }
  };
}

function signIn({ api, p11, slot }: Omit<Session, "handle">, { pinFile, tokenLabel }: TokenPlace): Handle {
  const handle = p11.C_OpenSession(slot, api.CKF_SERIAL_SESSION | api.CKF_RW_SESSION);
  try {
    p11.C_Login(handle, api.CKU_USER, pinIn(pinFile));
  } catch (fault) {
    if ((fault as { code?: number }).code === alreadyLoggedIn) return handle;
    closeQuietly(p11, handle);
    if (fault instanceof TokenUnusable) throw fault;
    const word = wordOf(fault);
    const Refusal = word.startsWith("CKR_PIN") ? PinRefused : TokenUnusable;
    throw new Refusal(`The token ${tokenLabel} refuses the PIN in ${pinFile} (${word}).`);
  }
  return handle;
}

function pinIn(file: string): string {
  try {
    const content = readFileSync(file);
    const pin = content.toString("utf8").split(/\r?\n/)[0] ?? "";
    wipe(content);
    return pin;
  } catch {
    throw new TokenUnusable(`The PIN file ${file} cannot be read. Set UNLATCH_PKCS11_PIN_FILE.`);
  }
}

function closeQuietly(p11: PKCS11, handle: Handle): void {
  try {
    p11.C_CloseSession(handle);
  } catch {
    // A session that is gone needs no closing.
  }
}

/** @returns the name that PKCS#11 gives to what went wrong */
export function wordOf(fault: unknown): string {
  return fault instanceof Error ? (/CKR_\w+/.exec(fault.message)?.[0] ?? "no answer") : "no answer";
}
