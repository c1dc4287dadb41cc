import { createRouter, createWebHistory, START_LOCATION } from "vue-router";
import "./route-meta.ts";
import { guardSession } from "./guard-session.ts";
import { routes } from "./routes.ts";
import { pageTurned } from "../ui/page/page-turn.ts";

/** The pages of the three areas, each loaded when it is entered. */
export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(guardSession);
router.afterEach((to, from) => {
  if (from !== START_LOCATION && to.path !== from.path) pageTurned();
});
