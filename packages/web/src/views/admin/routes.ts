import type { RouteRecordRaw } from "vue-router";
import { deskPermissions } from "../../session/desk-permissions.ts";

/** The pages of administration, loaded only when they are entered; each shows itself to those who may read its things. */
export const adminRoutes: RouteRecordRaw[] = [
  {
    path: "/admin",
    component: () => import("./AdminLayout.vue"),
    meta: { permissions: deskPermissions, width: "full" },
    children: [
      {
        path: "",
        name: "admin-home",
        component: () => import("./AdminHome.vue"),
        meta: { title: "admin.home.title" },
      },
      {
        path: "cards",
        name: "admin-profiles",
        component: () => import("./ProfileListPage.vue"),
        meta: { title: "admin.profiles.title", permissions: ["profile:read"] },
      },
      {
        path: "cards/new",
        name: "admin-new-profile",
        component: () => import("./NewProfilePage.vue"),
        meta: { title: "admin.profiles.newTitle", permissions: ["profile:write"] },
      },
      {
        path: "cards/:profileId",
        name: "admin-profile",
        props: true,
        component: () => import("./ProfilePage.vue"),
        meta: { permissions: ["profile:read"] },
      },
      {
        path: "card-list",
        name: "admin-card-list",
        component: () => import("./CardListPage.vue"),
        meta: { title: "admin.cards.title", permissions: ["card:read:any"] },
      },
      {
        path: "card-list/:cardId",
        name: "admin-card",
        props: true,
        component: () => import("./CardPage.vue"),
        meta: { permissions: ["card:read:any"] },
      },
      {
        path: "imports",
        name: "admin-imports",
        component: () => import("./ImportListPage.vue"),
        meta: { title: "admin.imports.title", permissions: ["import:run"] },
      },
      {
        path: "imports/new",
        name: "admin-new-import",
        component: () => import("./NewImportPage.vue"),
        meta: { title: "admin.imports.new", permissions: ["import:run"] },
      },
      {
        path: "imports/:importId",
        name: "admin-import",
        props: true,
        component: () => import("./ImportPage.vue"),
        meta: { permissions: ["import:run"] },
      },
      {
        path: "master-keys",
        name: "admin-master-keys",
        component: () => import("./MasterKeyListPage.vue"),
        meta: { title: "admin.keys.masterKeys", permissions: ["key:read"] },
      },
      {
        path: "master-keys/new",
        name: "admin-new-master-key",
        component: () => import("./NewMasterKeyPage.vue"),
        meta: { title: "admin.keys.new", permissions: ["master-key:enter"] },
      },
      {
        path: "master-keys/:masterKeyId",
        name: "admin-master-key",
        props: true,
        component: () => import("./MasterKeyPage.vue"),
        meta: { permissions: ["key:read"] },
      },
      {
        path: "users",
        name: "admin-users",
        component: () => import("./UserListPage.vue"),
        meta: { title: "admin.users.title", permissions: ["user:read"] },
      },
      {
        path: "hygiene",
        name: "admin-hygiene",
        component: () => import("./HygienePage.vue"),
        meta: { title: "admin.hygiene.title", permissions: ["key:read"] },
      },
      {
        path: "hygiene/:finding",
        name: "admin-hygiene-cards",
        props: true,
        component: () => import("./HygieneCardsPage.vue"),
        meta: { permissions: ["key:read"] },
      },
      {
        path: "notices",
        name: "admin-notices",
        component: () => import("./NoticesPage.vue"),
        meta: { title: "admin.notices.title", permissions: ["notice:read"] },
      },
      {
        path: "users/new",
        name: "admin-new-user",
        component: () => import("./NewUserPage.vue"),
        meta: { title: "admin.users.inviteTitle", permissions: ["user:write"] },
      },
      {
        path: "users/:userId",
        name: "admin-user",
        props: true,
        component: () => import("./UserPage.vue"),
        meta: { permissions: ["user:read"] },
      },
      {
        path: "roles",
        name: "admin-roles",
        component: () => import("./RoleListPage.vue"),
        meta: { title: "admin.access.roles", permissions: ["user:read"] },
      },
      {
        path: "roles/new",
        name: "admin-new-role",
        component: () => import("./NewRolePage.vue"),
        meta: { title: "admin.access.newRole", permissions: ["role:write"] },
      },
      {
        path: "roles/:roleId",
        name: "admin-role",
        props: true,
        component: () => import("./RolePage.vue"),
        meta: { permissions: ["user:read"] },
      },
      {
        path: "tokens",
        name: "admin-tokens",
        component: () => import("./ApiTokenListPage.vue"),
        meta: { title: "admin.access.tokens", permissions: ["token:write"] },
      },
      {
        path: "tokens/new",
        name: "admin-new-token",
        component: () => import("./NewApiTokenPage.vue"),
        meta: { title: "admin.access.newToken", permissions: ["token:write"] },
      },
      {
        path: "audit",
        name: "admin-audit",
        component: () => import("./AuditPage.vue"),
        meta: { title: "admin.audit.title", permissions: ["audit:read"] },
      },
    ],
  },
];
