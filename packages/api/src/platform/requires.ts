import { can, type Permission } from "@unlatch/core/access/permissions";
import { createMethodMiddlewareDecorator, getMetadataStorage } from "type-graphql";
import type { NotPermitted } from "./refusal.ts";
import type { RequestContext } from "./request-context.ts";
import { forbidden, unauthenticated } from "./request-errors.ts";

const guarded = new WeakMap<object, Set<string | symbol>>();

function markGuarded(target: object, method: string | symbol): void {
  const methods = guarded.get(target) ?? new Set();
  guarded.set(target, methods.add(method));
}

/** Lets everybody ask this, signed in or not. Stands on a resolver so that nobody forgets to decide. */
export function Public(): MethodDecorator {
  return (target, method) => markGuarded(target, method);
}

/**
 * Lets only those ask this who signed in and whose role has the permission. The others get an error; from a mutation,
 * those who signed in get the refusal `NotPermitted`, and the audit log an entry.
 */
export function Requires(permission: Permission | "signed-in"): MethodDecorator {
  const guard = createMethodMiddlewareDecorator<RequestContext>(async ({ context, info }, next) => {
    const { actor } = context;
    if (actor.type !== "person") throw unauthenticated();
    if (permission === "signed-in" || can(actor, permission)) return next();
    if (info.parentType !== info.schema.getMutationType()) throw forbidden();
    await context.recordNotPermitted(info.fieldName, actor);
    return { type: "NotPermitted", permission } satisfies NotPermitted;
  });
  return (target, method, descriptor) => {
    markGuarded(target, method);
    guard(target, method, descriptor);
  };
}

/**
 * Makes sure that every query and mutation says who may ask it.
 *
 * @throws RangeError naming the resolver that says neither `@Requires` nor `@Public`
 */
export function requireGuards(): void {
  const { queries, mutations } = getMetadataStorage();
  for (const { target, methodName } of [...queries, ...mutations]) {
    if (!guarded.get(target.prototype as object)?.has(methodName)) {
      throw new RangeError(`resolver: ${target.name}.${methodName} must say who may ask it, with @Requires or @Public`);
    }
  }
}
