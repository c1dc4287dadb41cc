import { can, type Permission } from "@unlatch/core/access/permissions";
import { createMethodMiddlewareDecorator, getMetadataStorage } from "type-graphql";
import type { NotPermitted } from "./refusal.ts";
import type { RequestContext } from "./request-context.ts";
import { forbidden, notForPrograms, unauthenticated } from "./request-errors.ts";

/** `signed-in`: a person who signed in; `signed-in-or-token`: a program with a good token as well. */
type Policy = Permission | "signed-in" | "signed-in-or-token";

const guarded = new WeakMap<object, Set<string | symbol>>();

function markGuarded(target: object, method: string | symbol): void {
  const methods = guarded.get(target) ?? new Set();
  guarded.set(target, methods.add(method));
}

/**
 * Lets everybody ask this, signed in or not; a program only where it asks and changes nothing. Stands on a resolver so that
 * nobody forgets to decide.
 */
export function Public(): MethodDecorator {
  const guard = createMethodMiddlewareDecorator<RequestContext>(async ({ context, info }, next) => {
    if (info.parentType === info.schema.getMutationType() && isProgram(context)) throw notForPrograms();
    return next();
  });
  return (target, method, descriptor) => {
    markGuarded(target, method);
    guard(target, method, descriptor);
  };
}

/** Lets those ask this field who were given the object it stands on: it shows no more than that object does. */
export function Inherits(): MethodDecorator {
  return (target, method) => markGuarded(target, method);
}

/**
 * Lets only those ask this who signed in, or whose program has a token, and who have one of the permissions. The others get
 * an error; from a mutation, those who are known get the refusal `NotPermitted`, and the audit log an entry.
 */
export function Requires(...anyOf: readonly [Policy, ...Policy[]]): MethodDecorator {
  const guard = createMethodMiddlewareDecorator<RequestContext>(async ({ context, info }, next) => {
    const { actor } = context;
    if (actor.type !== "person") throw unauthenticated();
    if (anyOf.some((policy) => isMet(policy, actor))) return next();
    if (anyOf.includes("signed-in")) throw notForPrograms();
    if (info.parentType !== info.schema.getMutationType()) throw forbidden();
    await context.recordNotPermitted(info.fieldName, actor);
    return {
      type: "NotPermitted",
      permission: anyOf[0] as Permission,
      isProgram: isProgram(context),
    } satisfies NotPermitted;
  });
  return (target, method, descriptor) => {
    markGuarded(target, method);
    guard(target, method, descriptor);
  };
}

const isProgram = ({ actor }: RequestContext) => actor.type === "person" && actor.token !== undefined;

function isMet(policy: Policy, actor: Parameters<typeof can>[0]): boolean {
  if (policy === "signed-in-or-token") return true;
  return policy === "signed-in" ? actor.token === undefined : can(actor, policy);
}

/**
 * Makes sure that every query, every mutation, and every field that is looked up for itself says who may ask it.
 *
 * @throws RangeError naming the resolver that says none of `@Requires`, `@Inherits` and `@Public`
 */
export function requireGuards(): void {
  const { queries, mutations, fieldResolvers } = getMetadataStorage();
  for (const { target, methodName } of [...queries, ...mutations, ...fieldResolvers]) {
    if (!guarded.get(target.prototype as object)?.has(methodName)) {
      const policies = "@Requires, @Inherits or @Public";
      throw new RangeError(`resolver: ${target.name}.${methodName} must say who may ask it, with ${policies}`);
    }
  }
}
