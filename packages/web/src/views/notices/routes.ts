import type { RouteRecordRaw } from "vue-router";

/** Where the links of mails lead. Their tokens are in the fragment, which no browser sends to a server. */
export const noticeRoutes: RouteRecordRaw[] = [
  {
    path: "/not-me",
    name: "not-me",
    component: () => import("./NotMePage.vue"),
    meta: { isPublic: true, title: "notices.notMe.title" },
  },
  {
    path: "/confirm-address",
    name: "confirm-address",
    component: () => import("./ConfirmAddressPage.vue"),
    meta: { isPublic: true, title: "notices.confirm.title" },
  },
];
