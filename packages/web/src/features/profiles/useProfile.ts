import { ProfileToEditDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** One card profile with everything that can be edited of it. */
export function useProfile(id: () => string) {
  return useQuery(ProfileToEditDocument, () => ({ id: id() }));
}
