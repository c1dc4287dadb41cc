import type { RefusalTexts } from "../platform/refusal.ts";

/** The words of what is refused about notices. */
export const noticeRefusalTexts: RefusalTexts = {
  NoticeLinkUnusable: () => ({
    message: "This link is too old, or it isn't complete. Open it from the mail again, or contact the help desk.",
    field: ["token"],
  }),
  NotMeReportedBefore: ({ reportedAt }: { reportedAt: Date }) => ({
    message: `This was reported on ${reportedAt.toISOString().slice(0, 10)} at ${reportedAt.toISOString().slice(11, 16)} UTC already. Nothing was changed now.`,
  }),
  NothingToConfirm: () => ({ message: "There is no mail address that waits to be confirmed." }),
};
