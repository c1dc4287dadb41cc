import type { RouteRecordRaw } from "vue-router";

/** A holder's pages: their cards, one card, one process. */
export const selfServiceRoutes: RouteRecordRaw[] = [
  {
    path: "/",
    name: "my-cards",
    component: () => import("./MyCards.vue"),
    meta: { permissions: ["card:read:own"], title: "cards.mine.title" },
  },
  {
    path: "/cards/:cardId",
    name: "card",
    component: () => import("./CardPage.vue"),
    props: true,
    meta: { permissions: ["card:read:own"] },
  },
  {
    path: "/processes/:processId/:step(challenge|response|outcome|done)?",
    name: "process",
    component: () => import("./ProcessPage.vue"),
    props: true,
    meta: { permissions: ["process:run:own"], isFocused: true },
  },
];
