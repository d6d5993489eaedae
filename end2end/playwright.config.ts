// Which journeys run where. `cargo xtask test` sets E2E_DIST, E2E_CHROMIUM, E2E_CHROMIUM_WHOLE and TEST_POSTGRES_URL.
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import type { Options } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
type Project = NonNullable<PlaywrightTestConfig<object, Options>["projects"]>[number];

/** The journeys with or without scripts, on one of the databases. */
function journeys(scripts: "on" | "off", database: Options["database"]): Project {
  // `@scripts` needs them; `@once` has nothing to do with them; `@postgres` needs several nodes on one database.
  const without = scripts === "off" ? ["@scripts", "@once"] : [];
  const elsewhere = database === "sqlite" ? ["@postgres"] : ["@sqlite"];
  return {
    name: `${database}, scripts ${scripts}`,
    testDir: "journeys",
    // Pages and forms are the same whatever lies under them: on PostgreSQL the ways people go, from one end to the other.
    testMatch: database === "postgres" ? /(again|expenses-import|link|nodes|profile|registration|reissue|staff|stampede|checkup(-change|-waiting|-wishes)?)\.spec\.ts/ : undefined,
    grepInvert: new RegExp([...without, ...elsewhere].join("|")),
    use: { viewport: PHONE, hasTouch: true, javaScriptEnabled: scripts === "on", database },
  };
}

export default defineConfig<object, Options>({
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A journey that fails now and then is a bug of ours or of the product.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["html", { open: "never" }]],
  use: {
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    // Recording doubles the time of every journey; E2E_TRACE=1 when one is looked into.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--font-render-hinting=none",
      ],
    },
  },
  projects: [
    journeys("on", "sqlite"),
    journeys("off", "sqlite"),
    journeys("on", "postgres"),
    journeys("off", "postgres"),
    { name: "pages, phone", testDir: "pages", use: { viewport: PHONE, hasTouch: true } },
    { name: "pages, desktop", testDir: "pages", grepInvert: /@phone/, use: { viewport: DESKTOP } },
  ],
});
