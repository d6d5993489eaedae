// What people and robots send that nobody meant: it ends in a sentence, what was typed stays, nothing is half done.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  REGISTRATION_MAIL,
  apply,
  button,
  expectHeading,
  expectMailState,
  expectProblems,
  field,
  fillAccount,
  toConfirm,
} from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("an empty form: one sentence for each field, the summary first in line", async ({ page, javaScriptEnabled }) => {
  await page.goto("/register");
  await button(page, "次へ進む").click();
  await expectProblems(
    page,
    "記号を入力してください",
    "番号を入力してください",
    "氏名(カナ)を入力してください",
    "生年月日を入力してください",
    "パスワードを入力してください",
    "メールアドレスを入力してください",
  );
  if (javaScriptEnabled !== false) await expect(page.locator("[data-error-summary]")).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("link", { name: "生年月日を入力してください" }).click();
  await expect(field(page, "生年月日")).toBeFocused();
  await expect(field(page, "生年月日")).toHaveAccessibleDescription(/エラー：生年月日を入力してください/);
});

test("what was typed stays, secrets aside", async ({ page, who }) => {
  await page.goto("/register");
  await fillAccount(page, { ...who, born: "昭和99年1月1日", email: "hanako(at)example.jp" });
  await button(page, "次へ進む").click();
  await expectProblems(page, /^生年月日は「1980-01-31」や/, /^メールアドレスは「hanako@example.jp」のような形で/);
  await expect(field(page, "記号")).toHaveValue(who.symbol);
  await expect(field(page, "氏名(カナ)")).toHaveValue(who.kana);
  await expect(field(page, "生年月日")).toHaveValue("昭和99年1月1日");
  await expect(field(page, "メールアドレス")).toHaveValue("hanako(at)example.jp");
});

// What is wrong only in the server's eyes too: these go over the wire as they are.
const ODD: [string, string][] = [
  ["emoji", "😀👨‍👩‍👧"],
  ["外字", "𠮷田 󠄀"],
  ["a very long name", "ア".repeat(4000)],
  ["markup", "<script>alert(1)</script>"],
];
for (const [name, kana] of ODD) {
  test(`${name} as a name ends in a sentence at the field`, async ({ page, who }) => {
    await page.goto("/register");
    await fillAccount(page, { ...who, kana });
    await button(page, "次へ進む").click();
    await expectProblems(page, /^氏名\(カナ\)は/);
    await expect(page.getByText(/エラー：氏名\(カナ\)は/)).toBeVisible();
  });
}

test("marks that nobody sees do not keep a name from being read", async ({ page, who }) => {
  await page.goto("/register");
  await fillAccount(page, { ...who, kana: `\u202e${who.kana}\u200f\u200b` });
  await button(page, "次へ進む").click();
  await expectHeading(page, /ご希望のメールマガジン/);
});

test("a megabyte, NUL bytes, other content types: a page, never a blank", async ({ request, node }) => {
  const action = `${node.url}/api/register/account`;
  const origin = { origin: node.url, accept: "text/html" };
  const page = await (await request.get("/register")).text();
  const posted = page.match(/<form[^>]*action="([^"]+)"/g)?.map((form) => form.match(/action="([^"]+)"/)![1]!) ?? [];
  const url = posted.find((path) => path.includes("/api/") && !path.includes("display")) ?? action;
  const cases = [
    await request.post(url, { headers: origin, form: { "form[kana]": "ア".repeat(400_000) }, maxRedirects: 0 }),
    await request.post(url, { headers: { ...origin, "content-type": "application/json" }, data: "{]", maxRedirects: 0 }),
    await request.post(url, { headers: { ...origin, "content-type": "text/plain" }, data: "\0\0", maxRedirects: 0 }),
  ];
  for (const answer of cases) {
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    expect(answer.status()).toBeLessThan(500);
    const text = await answer.text();
    expect(text).toContain("<h1");
    expect(text).not.toMatch(/panic|Error\(|serde|missing field/i);
  }
  const nul = await request.post(url, { headers: origin, form: { "form[kana]": "ア\0イ" } });
  expect(nul.status()).toBe(200);
  expect(await nul.text()).toContain("エラー：");
});

test("a form posted from another site is refused", async ({ request }) => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const answer = await request.post("/api/login", { headers: foreign, form: { "form[email]": "a@example.jp" } });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain("ほかのサイトからの操作は受け付けていません");
});

test("the terms are not agreed to", async ({ page, who }) => {
  await toConfirm(page, who);
  await button(page, "登録").click();
  await expectProblems(page, /「利用規約と個人情報の扱いに同意します」にチェックを入れてください/);
  await expectAccessible(page);
});

test("back and forth: 変更 keeps every answer, the password as well", async ({ page, who }) => {
  await toConfirm(page, who);
  await page.getByRole("link", { name: "変更 氏名(カナ)" }).click();
  await expect(field(page, "氏名(カナ)")).toHaveValue(who.kana);
  await expect(field(page, "パスワード")).toHaveValue("");
  await button(page, "次へ進む").click();
  await expectHeading(page, /入力内容を確認してください/);
  await page.goBack();
  await expect(field(page, "メールアドレス")).toHaveValue(who.email);
  await page.goForward();
  await expectHeading(page, /入力内容を確認してください/);
});

test("a double click on 登録 sends one mail", async ({ page, post, who }) => {
  await toConfirm(page, who);
  await page.getByLabel("利用規約と個人情報の扱いに同意します").check();
  await button(page, "登録").dblclick({ noWaitAfter: true });
  await expectHeading(page, /確認のメールをお送りしました/);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  await page.goto("/register/sent");
  await expectMailState(page, "相手のメールサーバーが受け取りました");
  expect(post.to(who.email)).toEqual([]);
  await field(page, "確認コード").fill(mail.code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
});

test("the back button after 登録 and a second press: still one registration", async ({ page, post, who }) => {
  await apply(page, who);
  await page.goBack();
  await page.goto("/register/confirm");
  await expect(page).not.toHaveTitle(/見つかりません|続けられません/);
  const { code } = await post.next(who.email, REGISTRATION_MAIL);
  await page.goto("/register/sent");
  await field(page, "確認コード").fill(code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
});

test("two tabs of one browser: the later answers count, both tabs know", async ({ page, context, who }) => {
  await toConfirm(page, who);
  const second = await context.newPage();
  await second.goto("/register");
  await field(second, "メールアドレス").fill(`tab-${who.email}`);
  await button(second, "次へ進む").click();
  await expectHeading(second, /入力内容を確認してください/);
  await page.getByLabel("利用規約と個人情報の扱いに同意します").check();
  await button(page, "登録").click();
  await expectProblems(page, /^入力内容が変わりました。/);
  await expect(page.locator("main")).toContainText(`tab-${who.email}`);
});

test("steps entered from the side lead to where one stands", async ({ page }) => {
  for (const path of ["/register/newsletters", "/register/confirm", "/register/sent", "/register/waiting"]) {
    await page.goto(path);
    await expectHeading(page, "登録する方の情報を入力してください");
  }
});

test("a session that is not ours any more", async ({ page, context, node }) => {
  await context.addCookies([{ name: "session", value: "someone-elses", url: node.url }]);
  await page.goto("/mypage/profile");
  await expectHeading(page, "ログイン");
  await expectAccessible(page);
});

test("a page that is not there says what to do", async ({ page, complaints }) => {
  complaints.expect(/404 \(Not Found\)/);
  const answer = await page.goto("/no/such/page");
  expect(answer?.status()).toBe(404);
  await expectHeading(page, "このページは見つかりません");
  await expectAccessible(page);
});

test("wrong passwords slow the next try down, for known and unknown addresses alike", async ({ page, who }) => {
  await page.goto("/login");
  const wrong = async () => {
    await field(page, "メールアドレス").fill(who.email);
    await field(page, "パスワード").fill("machigai 1");
    await button(page, "ログイン").click();
    await expect(page.locator("[data-error-summary]")).toBeVisible();
  };
  const summary = page.locator("[data-error-summary]");
  await wrong();
  await expect(summary).toContainText("メールアドレスかパスワードが違います");
  // The waits grow from one second on: sooner or later a try comes before its time, however slow the machine is.
  for (let tries = 1; tries < 12 && !(await summary.textContent())?.includes("いったん受付を止めています"); tries++) {
    await wrong();
  }
  await expect(summary).toContainText("いったん受付を止めています");
  await expect(field(page, "メールアドレス")).toHaveValue(who.email);
});

test("a browser that keeps no cookies is told so @sqlite", async ({ playwright, launchOptions, javaScriptEnabled, node, who }) => {
  const folder = await mkdtemp(join(tmpdir(), "mypage-profile-"));
  await mkdir(join(folder, "Default"));
  const block = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(block));
  // Only the whole browser reads preferences.
  const executablePath = process.env.E2E_CHROMIUM_WHOLE ?? "/usr/bin/chromium";
  const options = { ...launchOptions, executablePath, javaScriptEnabled };
  const context = await playwright.chromium.launchPersistentContext(folder, options);
  try {
    const page = await context.newPage();
    await page.goto(`${node.url}/register`);
    await expect(page.getByText("Cookieを受け付けていません")).toBeHidden();
    await fillAccount(page, who);
    await button(page, "次へ進む").click();
    await expect(page.getByText("Cookieを受け付けていません")).toBeVisible();
    await expectAccessible(page);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});
