import { UserListDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/**
 * Everybody the installation knows, by user name, fifty at a time.
 *
 * @param page - read reactively: the cursor the page begins after, and the beginning of a name; null asks for nothing
 */
export function useUserList(page: () => { readonly after: string | null; readonly search: string } | null) {
  return useQuery(UserListDocument, () => {
    const asked = page();
    return asked === null ? null : { first: 50, after: asked.after, search: asked.search === "" ? null : asked.search };
  });
}
