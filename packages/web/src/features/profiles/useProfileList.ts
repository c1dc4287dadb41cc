import { ProfileListDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/**
 * The card profiles, by name, fifty at a time.
 *
 * @param page - read reactively: the cursor the page begins after, and the words searched for; null asks for nothing
 */
export function useProfileList(page: () => { readonly after: string | null; readonly search: string } | null) {
  return useQuery(ProfileListDocument, () => {
    const asked = page();
    return asked === null ? null : { first: 50, after: asked.after, search: asked.search === "" ? null : asked.search };
  });
}
