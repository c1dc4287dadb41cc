import { computed, readonly, ref, shallowRef } from "vue";
import type { Permission } from "@unlatch/core/access/permissions";
import {
  SessionDocument,
  SignOutDocument,
  type SessionQuery,
  type ViewerFieldsFragment,
} from "../graphql/generated/graphql.ts";
import type { Failure, Reply } from "../graphql/reply.ts";
import { lastAnswerAt } from "../graphql/last-answer.ts";
import { request } from "../graphql/request.ts";
import { onSignedOut } from "../graphql/signed-out.ts";
import { onOtherTab, tellOtherTabs } from "./other-tabs.ts";

/** Who is signed in. */
export type Viewer = ViewerFieldsFragment;
/** Whose installation this is and how it may be used; also known to those who are not signed in. */
export type Site = SessionQuery["site"];
/** Why a session is over: by choice, by the server, or because somebody else signed in from another tab. */
export type EndReason = "signedOut" | "expired" | "replaced";

const viewer = shallowRef<Viewer | null>(null);
const site = shallowRef<Site | null>(null);
const isLoaded = ref(false);
const endedBy = ref<EndReason | null>(null);
const startFailure = shallowRef<Failure | null>(null);
/** How long the session lasts from an answer of the server on, in milliseconds, and what that came to last. */
const lease = shallowRef<{ lastsMs: number; since: Date } | null>(null);
const endListeners = new Set<(reason: EndReason) => void>();

const granted = computed(() => new Set<string>(viewer.value?.permissions ?? []));

/** When the session ends if nothing more is asked, on the clock of this device. */
const expiresAt = computed(() => {
  if (lease.value === null) return null;
  const { lastsMs, since } = lease.value;
  return new Date(Math.max(since.getTime(), lastAnswerAt.value?.getTime() ?? 0) + lastsMs);
});

let loaded: () => void;
/** Settled once it is known who is signed in, if anyone. */
const whenLoaded = new Promise<void>((resolve) => (loaded = resolve));

/** Whether the person who is signed in holds the permission. The server asks again, whatever this says. */
function can(permission: Permission): boolean {
  return granted.value.has(permission.toUpperCase().replaceAll(/[:-]/g, "_"));
}

/** Takes over what the server says about who is signed in. */
function begin(now: Viewer, serverTime: Date): void {
  if (viewer.value !== null && viewer.value.user.id !== now.user.id) end("replaced");
  viewer.value = now;
  lease.value = {
    lastsMs: new Date(now.sessionExpiresAt).getTime() - serverTime.getTime(),
    since: new Date(),
  };
  endedBy.value = null;
}

/** Forgets who was signed in and tells whoever holds something of theirs. */
function end(reason: EndReason): void {
  if (viewer.value === null) return;
  viewer.value = null;
  lease.value = null;
  endedBy.value = reason;
  for (const listener of endListeners) listener(reason);
}

/** Asks the server who is signed in; at the start, and to keep a session from ending. */
async function load(): Promise<Reply<SessionQuery>> {
  const reply = await request(SessionDocument, {});
  if (reply.type !== "Answered") {
    startFailure.value = isLoaded.value ? null : reply;
    return reply;
  }
  startFailure.value = null;
  site.value = reply.value.site;
  isLoaded.value = true;
  loaded();
  if (reply.value.viewer) begin(reply.value.viewer, reply.serverTime);
  else end("expired");
  return reply;
}

async function signOut(): Promise<boolean> {
  const reply = await request(SignOutDocument, {});
  if (reply.type !== "Answered" && reply.type !== "SignedOut") return false;
  tellOtherTabs("signed-out");
  end("signedOut");
  return true;
}

/** Calls the listener when the session ends, for any reason: secrets on the screen go then. */
function onEnd(listener: (reason: EndReason) => void): () => void {
  endListeners.add(listener);
  return () => endListeners.delete(listener);
}

onSignedOut(() => end("expired"));
onOtherTab((news) => (news === "signed-out" ? end("signedOut") : void load()));

/** The session of this browser: one for all who use it. */
export function useSession() {
  return {
    viewer: readonly(viewer),
    site: readonly(site),
    isLoaded: readonly(isLoaded),
    startFailure: readonly(startFailure),
    whenLoaded,
    endedBy: readonly(endedBy),
    expiresAt,
    can,
    begin,
    end,
    load,
    signOut,
    onEnd,
  };
}
