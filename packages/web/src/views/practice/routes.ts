import type { RouteRecordRaw } from "vue-router";

/** The practice card: a computer's sign-in screen to try unblocking with. The server answers it in a demonstration only. */
export const practiceRoutes: RouteRecordRaw[] = [
  {
    path: "/practice/:cardId?",
    name: "practice",
    component: () => import("./PracticePage.vue"),
    meta: { isPublic: true, title: "practice.title", width: "full" },
  },
];
