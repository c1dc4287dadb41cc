import type { RouteRecordRaw } from "vue-router";

/** The first administrator's way in. The one-time token is in the fragment, which no browser sends to a server. */
export const setUpRoutes: RouteRecordRaw[] = [
  {
    path: "/set-up",
    name: "set-up",
    component: () => import("./SetUpPage.vue"),
    meta: { isPublic: true, title: "setUp.title" },
  },
];
