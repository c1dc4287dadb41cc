import { NoticeStatusDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** Whether notices by mail arrive. */
export function useNoticeStatus() {
  return useQuery(NoticeStatusDocument, () => ({}));
}
