import type { RouteLocationNormalized, RouteLocationRaw } from "vue-router";
import { deskPermissions } from "../session/desk-permissions.ts";
import { useSession } from "../session/useSession.ts";
import { wayBack } from "../session/way-back.ts";

/** Lets in who may see a page: others sign in first, or find that there is no such page. */
export async function guardSession(to: RouteLocationNormalized): Promise<RouteLocationRaw | true> {
  const session = useSession();
  await session.whenLoaded;
  const isSignedIn = session.viewer.value !== null;
  if (to.name === "sign-in" && isSignedIn) return wayBack(to.query["next"]) ?? homeOf(session);
  if (to.meta.isPublic) return true;
  if (!isSignedIn) {
    return { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
  }
  const wanted = to.matched.flatMap((record) => (record.meta.permissions ? [record.meta.permissions] : []));
  const isAllowed = wanted.every((anyOf) => anyOf.some((permission) => session.can(permission)));
  return isAllowed ? true : { name: "not-found", params: { path: to.path.split("/").slice(1) }, query: to.query };
}

/** Where someone starts who came from nowhere: at the desk if theirs is one, else at their cards. */
function homeOf({ can }: ReturnType<typeof useSession>): string {
  return deskPermissions.some(can) ? "/admin" : "/";
}
