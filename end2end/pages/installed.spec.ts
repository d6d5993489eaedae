// Installable, and forgetful: the worker keeps hashed files, icons and the offline page, nothing a person was shown.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("the browser finds nothing against installing it @phone", async ({ playwright, node, launchOptions, complaints }) => {
  const folder = await mkdtemp(join(tmpdir(), "mypage-profile-"));
  // A profile on disk: a private window is never offered to install anything.
  // And the whole browser: the shell that other tests run in cannot install.
  const executablePath = process.env.E2E_CHROMIUM_WHOLE ?? "/usr/bin/chromium";
  const context = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, executablePath });
  complaints.listen(context, () => [node.url]);
  try {
    const page = await context.newPage();
    await page.goto(node.url, { waitUntil: "load" });
    const protocol = await context.newCDPSession(page);
    const { errors, data } = await protocol.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? "{}")).toMatchObject({ display: "standalone", lang: "ja", start_url: expect.stringMatching(/^\//) });
    const { installabilityErrors } = await protocol.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test("after a signed-in tour the device holds nothing of it; offline says so @phone", async ({
  page,
  context,
  post,
  who,
  complaints,
}) => {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await register(page, post, who);
  await signIn(page, who);
  for (const path of ["/mypage/newsletters", "/mypage/profile", "/mypage/withdraw", "/checkup", "/checkup/bookings", "/register", "/faq"]) {
    await page.goto(path);
  }
  const kept = await page.evaluate(async () => {
    const found: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        found.push([new URL(request.url).pathname, (await answer?.text()) ?? ""]);
      }
    }
    return found;
  });
  expect(kept.length).toBeGreaterThan(2);
  for (const [path, text] of kept) {
    expect(path).toMatch(/^\/(pkg\/|icons\/|offline$)/);
    for (const secret of [who.name, who.kana, who.email, who.number, "ログアウト"]) expect(text).not.toContain(secret);
  }

  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await page.goto("/mypage");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("インターネットにつながっていません");
  await expect(page.locator("body")).not.toContainText(who.name);
  await context.setOffline(false);
  await page.getByRole("link", { name: "もう一度試す" }).or(page.getByRole("button", { name: "もう一度試す" })).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(who.name) })).toBeVisible();
});
