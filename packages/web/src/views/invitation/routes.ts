import type { RouteRecordRaw } from "vue-router";

/** Where a one-time link leads. Its token is in the fragment, which no browser sends to a server. */
export const invitationRoutes: RouteRecordRaw[] = [
  {
    path: "/invitation",
    name: "invitation",
    component: () => import("./InvitationPage.vue"),
    meta: { isPublic: true, title: "myAccount.invitation.title" },
  },
];
