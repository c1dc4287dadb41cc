import { WillItWorkDocument, type WillItWorkQuery } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** What has to be set on the computers. */
export type WindowsPolicy = NonNullable<WillItWorkQuery["windowsPolicy"]>;
/** What is asked about: a card or a profile. */
export type AskedAbout = { readonly cardId: string } | { readonly profileId: string };

/** Whether unblocking will work, of a card or of a profile; null asks for nothing. */
export function useWillItWork(about: () => AskedAbout | null) {
  return useQuery(WillItWorkDocument, () => {
    const asked = about();
    if (asked === null) return null;
    const ids = { cardId: null, profileId: null, ...asked };
    return { ...ids, reachedAt: window.location.origin };
  });
}
