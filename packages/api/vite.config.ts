import { defineConfig } from "vite";

/** Builds the server and its command line. Core is bundled; what comes from npm stays outside. */
export default defineConfig({
  ssr: { noExternal: [/^@unlatch\//], external: true },
  build: {
    ssr: true,
    target: "node22",
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: { main: "src/main.ts", unlatch: "src/unlatch.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
