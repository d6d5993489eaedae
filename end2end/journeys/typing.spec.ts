// What the first form does while one types, where scripts run.
import { button, expectHeading, field, fillAccount } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

const READ = " と読み取りました";

/** The form once its island listens. */
async function openForm(page: Page): Promise<void> {
  const wasm = page.waitForResponse(/\.wasm$/);
  await page.goto("/register");
  await wasm;
  // The island is there when it answers; asked by a field nobody else fills.
  await expect(async () => {
    await field(page, "枝番").fill("00");
    await expect(page.locator("#branch-echo")).not.toBeEmpty({ timeout: 200 });
  }).toPass();
  await field(page, "枝番").fill("");
}

test("says how the input was read @scripts", async ({ page, who }) => {
  await openForm(page);
  const echo = (id: string) => page.locator(`#${id}-echo`);
  await field(page, "記号").fill(`１２－${who.number}`);
  await expect(echo("symbol")).toHaveText(`記号12 番号${who.number}${READ}`);
  await field(page, "氏名(カナ)").fill("ｹﾝﾎﾟ はなこ");
  await expect(echo("kana")).toHaveText(`ケンポ ハナコ${READ}`);
  for (const [typed, read] of [
    ["S55.1.31", "1980年1月31日(昭和55年1月31日)"],
    ["昭和６４年１月７日", "1989年1月7日(昭和64年1月7日)"],
    ["１９８００１３１", "1980年1月31日(昭和55年1月31日)"],
  ] as const) {
    await field(page, "生年月日").fill(typed);
    await expect(echo("birth_date")).toHaveText(`${read}${READ}`);
  }
  await field(page, "メールアドレス").fill(" Ｈａｎａｋｏ＠EXAMPLE.JP ");
  await expect(echo("email")).toHaveText(`Hanako@example.jp${READ}`);
  await field(page, "パスワード").fill("abc1");
  await expect(page.locator("#password-meter-text")).toContainText("12文字以上");
  await field(page, "パスワード").fill("ame no hi no kasa 3");
  await expect(page.locator("#password-meter-text")).toContainText("じゅうぶんな長さです");
});

test("a number pasted into one field is enough @scripts", async ({ page, who }) => {
  await openForm(page);
  await fillAccount(page, { ...who, symbol: `${who.symbol}-${who.number}`, number: "" });
  await button(page, "次へ進む").click();
  await expectHeading(page, /ご希望のメールマガジン/);
});

test("what is wrong is said before anything is sent @scripts", async ({ page, who }) => {
  await openForm(page);
  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await fillAccount(page, { ...who, password: "12345", born: "" });
  await button(page, "次へ進む").click();
  const summary = page.locator("[data-error-summary]");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveText([
    "生年月日を入力してください",
    "パスワードには英字(a〜z)を1文字以上入れてください",
  ]);
  await expect(page).toHaveTitle(/^エラー：/);
  await expect(field(page, "生年月日")).toHaveAttribute("aria-invalid", "true");
  expect(posts).toEqual([]);
  await field(page, "生年月日").fill(who.born);
  await expect(page.locator("#birth_date-error")).toBeEmpty();
  await field(page, "パスワード").fill(who.password);
  await button(page, "次へ進む").click();
  await expectHeading(page, /ご希望のメールマガジン/);
});

test("Enter that ends a conversion does not send the form @scripts", async ({ page, context }) => {
  await openForm(page);
  await field(page, "氏名(カナ)").focus();
  const ime = await context.newCDPSession(page);
  await ime.send("Input.imeSetComposition", { text: "けんぽ", selectionStart: 3, selectionEnd: 3 });
  const before = page.url();
  await page.keyboard.press("Enter");
  await ime.send("Input.insertText", { text: "けんぽ" });
  await expect(page.locator("#kana-echo")).toHaveText(`ケンポ${READ}`);
  await expect(page.locator("[data-error-summary]")).toBeHidden();
  expect(page.url()).toBe(before);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-error-summary]")).toBeVisible();
});

test.describe("on a slow line", () => {
  // A worker would fetch past the delay; the tool says that it keeps it away.
  test.use({ serviceWorkers: "block" });
  test.beforeEach(({ complaints }) => complaints.expect(/Service Worker registration blocked/));

  test("what is typed before the client arrives stays and is sent @scripts", async ({ page, who }) => {
    let arrive = () => {};
    const line = new Promise<void>((open) => (arrive = open));
    await page.route(/\.wasm$/, async (route) => {
      await line;
      await route.continue();
    });
    await page.goto("/register", { waitUntil: "domcontentloaded" });
    await fillAccount(page, who);
    const wasm = page.waitForResponse(/\.wasm$/);
    arrive();
    await wasm;
    await field(page, "枝番").pressSequentially("00");
    await expect(page.locator("#branch-echo")).not.toBeEmpty();
    await expect(field(page, "氏名(カナ)")).toHaveValue(who.kana);
    await expect(field(page, "メールアドレス")).toHaveValue(who.email);
    await button(page, "次へ進む").click();
    await expectHeading(page, /ご希望のメールマガジン/);
  });

  test("the form works before the client arrives @scripts", async ({ page, who }) => {
    await page.route(/\.wasm$/, () => new Promise(() => {}));
    await page.goto("/register", { waitUntil: "domcontentloaded" });
    await fillAccount(page, { ...who, born: "" });
    await button(page, "次へ進む").click();
    await expect(page.locator("[data-error-summary]").getByRole("link")).toHaveText(["生年月日を入力してください"]);
    await expect(field(page, "氏名(カナ)")).toHaveValue(who.kana);
  });
});

test("a password is shown on request and hidden again before it is sent @scripts", async ({ page }) => {
  await page.goto("/login");
  const password = field(page, "パスワード");
  await password.fill("miseru 1");
  await button(page, "表示").click();
  await expect(password).toHaveAttribute("type", "text");
  await button(page, "隠す").click();
  await expect(password).toHaveAttribute("type", "password");
});
