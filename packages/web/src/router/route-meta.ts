import type { Permission } from "@unlatch/core/access/permissions";

declare module "vue-router" {
  interface RouteMeta {
    /** The key of the page's name in the catalogue; pages that name themselves leave it out. */
    title?: string;
    /** Shown to those who are not signed in as well. */
    isPublic?: boolean;
    /** The page does not exist for those who hold none of these. */
    permissions?: readonly Permission[];
    /** How wide the content may grow: a column to read on a phone (the default), or all of a desk's screen. */
    width?: "column" | "wide" | "full";
    /** A process runs: the navigation gives way on narrow screens. */
    isFocused?: boolean;
  }
}
