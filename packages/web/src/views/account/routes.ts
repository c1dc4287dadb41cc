import type { RouteRecordRaw } from "vue-router";

/** One's own account: for everybody who is signed in. */
export const accountRoutes: RouteRecordRaw[] = [
  {
    path: "/account",
    name: "account",
    component: () => import("./AccountPage.vue"),
    meta: { title: "myAccount.title" },
  },
  {
    path: "/account/protect",
    name: "account-protect",
    component: () => import("./ProtectPage.vue"),
    meta: { title: "myAccount.protect.title" },
  },
  {
    path: "/account/passkey",
    name: "account-passkey",
    component: () => import("./PasskeyPage.vue"),
    meta: { title: "myAccount.passkey.title" },
  },
  {
    path: "/account/authenticator-app",
    name: "account-app",
    component: () => import("./AppPage.vue"),
    meta: { title: "myAccount.app.title" },
  },
  {
    path: "/account/recovery-codes",
    name: "account-codes",
    component: () => import("./CodesPage.vue"),
    meta: { title: "myAccount.codes.title" },
  },
  {
    path: "/account/password",
    name: "account-password",
    component: () => import("./PasswordPage.vue"),
    meta: { title: "myAccount.password.title" },
  },
  {
    path: "/account/link-directory/:methodId",
    name: "account-link-directory",
    props: true,
    component: () => import("./LinkDirectoryPage.vue"),
    meta: { title: "myAccount.elsewhere.heading" },
  },
];
