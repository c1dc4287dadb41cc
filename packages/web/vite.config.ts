import vueI18n from "@intlify/unplugin-vue-i18n/vite";
import tailwindcss from "@tailwindcss/vite";
import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ownDocuments } from "./own-documents.ts";

const api = "http://localhost:4000";

// Under test the messages are compiled as they are read: the ids that the plugin gives out do not survive a cached run.
const precompiledMessages =
  process.env["VITEST"] === undefined &&
  vueI18n({
    include: [fileURLToPath(new URL("./src/i18n/en/*.json", import.meta.url))],
    runtimeOnly: true,
    dropMessageCompiler: true,
    compositionOnly: true,
    fullInstall: false,
  });

export default defineConfig({
  plugins: [vue(), precompiledMessages, tailwindcss(), ownDocuments()],
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    // The content security policy allows no inline code and no data: fonts or scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: "es2022",
    sourcemap: false,
  },
  server: { proxy: { "/graphql": api, "/practice/api": api } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    pool: "vmThreads",
    restoreMocks: true,
    unstubGlobals: true,
  },
});
