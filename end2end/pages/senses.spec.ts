// Without a mouse, without colours, on paper.
import { REGISTRATION_MAIL, apply, button, expectHeading, field, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

/** Presses Tab until the focus is on what `name` names, and expects to see where it is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    const [label, ring] = await focused.evaluate((element) => {
      const labels = (element as HTMLInputElement).labels;
      const text = labels?.length ? [...labels].map((label) => label.textContent).join(" ") : element.textContent;
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      const around = element.closest("label");
      const outer = around ? getComputedStyle(around).outlineStyle : "none";
      return [text ?? "", outlineStyle !== "none" || boxShadow !== "none" || outer !== "none"];
    });
    if (name.test(label.trim())) {
      expect(ring, `a visible focus on ${label}`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab never came to ${name}`);
}

test("the registration by keyboard alone", async ({ page, post, who }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("本文へ進む");
  await tabTo(page, /^登録画面$/);
  await page.keyboard.press("Enter");
  await expectHeading(page, "登録する方の情報を入力してください");
  for (const [label, value] of [
    [/^記号(?!・)/, who.symbol],
    [/^番号/, who.number],
    [/^氏名\(カナ\)/, who.kana],
    [/^生年月日/, who.born],
    [/^パスワード/, who.password],
    [/^メールアドレス/, who.email],
  ] as const) {
    await tabTo(page, label);
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await expectHeading(page, /ご希望のメールマガジン/);
  await tabTo(page, /^健診・人間ドック/);
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: /^健診・人間ドック/ })).not.toBeChecked();
  await tabTo(page, /^入力内容を確認する$/);
  await page.keyboard.press("Enter");
  await expectHeading(page, /入力内容を確認してください/);
  await tabTo(page, /^利用規約と個人情報の扱いに同意します$/);
  await page.keyboard.press("Space");
  await tabTo(page, /^登録$/);
  await page.keyboard.press("Enter");
  await expectHeading(page, /確認のメールをお送りしました/);
  const { code } = await post.next(who.email, REGISTRATION_MAIL);
  await tabTo(page, /^確認コード/);
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
  await expectHeading(page, "登録が完了しました");
});

test("in forced colours what is wrong and what is pressed can still be told", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/register");
  await button(page, "次へ進む").click();
  const border = (selector: string) =>
    page.locator(selector).first().evaluate((element) => {
      const style = getComputedStyle(element);
      return style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
    });
  expect(await border("[data-error-summary]")).toBe(true);
  expect(await border("main .button")).toBe(true);
  await expect(page.getByText("エラー：記号を入力してください")).toBeVisible();
});

test("on paper: the answers, no menus @phone", async ({ page, post, who }) => {
  await register(page, post, who);
  await signIn(page, who);
  await page.goto("/mypage/profile");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByText(who.email)).toBeVisible();
  await expect(page.getByText("文字サイズ・色")).toBeHidden();
  await expect(page.getByRole("link", { name: "ログアウト" })).toBeHidden();
  const [text, ground] = await page.locator("body").evaluate((body) => {
    const style = getComputedStyle(body);
    return [style.color, style.backgroundColor];
  });
  expect(text).toBe("rgb(0, 0, 0)");
  expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(ground);
  const pdf = await page.pdf();
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

test("what is focused is not hidden, help stands at the same place @phone", async ({ page, who, post }) => {
  await apply(page, who);
  await post.next(who.email, REGISTRATION_MAIL);
  await field(page, "確認コード").focus();
  await expect(field(page, "確認コード")).toBeInViewport();
  const orders = new Set<string>();
  for (const path of ["/", "/login", "/register", "/register/sent", "/faq", "/password/forgot"]) {
    await page.goto(path);
    orders.add((await page.getByRole("contentinfo").getByRole("listitem").allTextContents()).join(" "));
  }
  expect([...orders]).toHaveLength(1);
  expect([...orders][0]).toMatch(/^お問い合わせ/);
});
