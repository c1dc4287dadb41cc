import type { RouteRecordRaw } from "vue-router";

/** The addresses of this area. */
export const adminRoutes: RouteRecordRaw[] = [];
