import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The built files lie in the package, where `detente serve` finds them. Addresses are relative: any mount point will do. */
export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: {
    outDir: process.env.DETENTE_SCREENS_OUT ?? "../src/detente/server/web",
    emptyOutDir: true,
    // Inlined data: URLs would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "/api": process.env.DETENTE_API ?? "http://127.0.0.1:8600" } },
});
