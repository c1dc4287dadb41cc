import { RoleListDocument, type RoleFieldsFragment } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A role as it is shown. */
export type ShownRole = RoleFieldsFragment;

/**
 * Every role: those that come with Unlatch, then the organisation's own by name.
 *
 * @param isWanted - read reactively: whether to ask at all
 */
export function useRoles(isWanted: () => boolean = () => true) {
  return useQuery(RoleListDocument, () => (isWanted() ? {} : null));
}
