import type { RouteRecordRaw } from "vue-router";
import { accountRoutes } from "../views/account/routes.ts";
import { adminRoutes } from "../views/admin/routes.ts";
import { invitationRoutes } from "../views/invitation/routes.ts";
import { noticeRoutes } from "../views/notices/routes.ts";
import { practiceRoutes } from "../views/practice/routes.ts";
import { selfServiceRoutes } from "../views/self-service/routes.ts";
import { setUpRoutes } from "../views/set-up/routes.ts";

/** Every address of the web. Areas name their own; what nobody named is not found. */
export const routes: RouteRecordRaw[] = [
  {
    path: "/sign-in",
    name: "sign-in",
    component: () => import("../views/sign-in/SignIn.vue"),
    meta: { isPublic: true, title: "session.signIn.title" },
  },
  {
    path: "/sign-in/returned",
    name: "sign-in-returned",
    component: () => import("../views/sign-in/ReturnedPage.vue"),
    meta: { isPublic: true, title: "session.returned.title" },
  },
  ...selfServiceRoutes,
  ...accountRoutes,
  ...invitationRoutes,
  ...noticeRoutes,
  ...adminRoutes,
  ...practiceRoutes,
  ...setUpRoutes,
  {
    path: "/:path(.*)*",
    name: "not-found",
    component: () => import("../views/not-found/NotFound.vue"),
    meta: { isPublic: true, title: "common.notFound.title" },
  },
];
