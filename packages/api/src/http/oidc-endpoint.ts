import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Application } from "../composition-root.ts";
import { ownPath } from "../identity/index.ts";
import type { RequestContext } from "../platform/request-context.ts";
import { flowCookie } from "./flow-cookie.ts";

/** What the two addresses for providers are served from. */
export interface OidcEndpoint {
  readonly application: Application;
  readonly isEncrypted: boolean;
  contextOf(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

interface Start {
  Params: { methodId: string };
  Querystring: { purpose?: string | string[]; next?: string | string[] };
}

const purposes = new Map([
  ["step-up", "STEP_UP"],
  ["link", "LINK"],
] as const);
const returned = "/sign-in/returned";

/**
 * The addresses for providers: one sends people there, one takes them back. The way back only lands on a page of ours,
 * which asks from there with all its cookies; what the provider added to the address goes behind a `#`, where it is sent to
 * nobody.
 */
export function oidcEndpoint(server: FastifyInstance, endpoint: OidcEndpoint): void {
  const cookieOf = flowCookie(endpoint.isEncrypted);
  server.get<Start>("/auth/oidc/:methodId/start", async (request, reply) => {
    neverStored(reply);
    if (!isFromHere(request)) return reply.redirect("/sign-in", 303);
    const context = await endpoint.contextOf(request, reply);
    const { purpose, next } = request.query;
    const command = {
      methodId: request.params.methodId,
      purpose: purposes.get(purpose as "step-up") ?? "SIGN_IN",
      sessionId: context.session?.id ?? null,
      next: typeof next === "string" ? ownPath(next) : null,
      siteOrigin: context.signInOrigin.siteOrigin,
      address: context.address,
    } as const;
    const outcome = await endpoint.application.identity.openIdConnect.beginFlow(context.actor, command);
    if (outcome.type !== "FlowBegun") return reply.redirect(`${returned}#problem=${outcome.type}`, 303);
    cookieOf.keep(reply, outcome.cookie);
    return reply.redirect(outcome.address.href, 303);
  });
  server.get<Start>("/auth/oidc/:methodId/return", async (request, reply) => {
    neverStored(reply);
    const [, answer = ""] = request.raw.url?.split("?") ?? [];
    const about = new URLSearchParams({ method: request.params.methodId, answer });
    const next = endpoint.application.identity.openIdConnect.nextIn(cookieOf.valueIn(request));
    const query = next === null ? "" : `?${new URLSearchParams({ next }).toString()}`;
    return reply.redirect(`${returned}${query}#${about.toString()}`, 303);
  });
}

const neverStored = (reply: FastifyReply) => void reply.header("cache-control", "no-store");

/** Whether the person went there from a page of ours or by themselves: no other site begins a sign-in for them. */
const isFromHere = ({ headers }: FastifyRequest) =>
  [undefined, "same-origin", "none"].includes(headers["sec-fetch-site"]);
