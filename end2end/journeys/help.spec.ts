// よくある質問, 個人情報の扱い, 利用規約, お問い合わせ, 文字サイズ.
import { expectAccessible } from "../fixtures/a11y.ts";
import { button, expectHeading, expectProblems, field } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

const SOCIETY = "madoguchi@sorairo-kenpo.example.jp";

test("questions are found by words, however they are written", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "よくある質問" }).click();
  await expectHeading(page, "よくある質問");
  const search = page.getByRole("searchbox");
  await search.fill("ﾒｰﾙ　とどかない");
  await button(page, "さがす").click();
  await expect(page.getByRole("status")).toContainText(/見つかりました|件/);
  await expect(page.getByRole("group").first()).toBeVisible();
  await expect(search).toHaveValue("ﾒｰﾙ　とどかない");
  await expectAccessible(page);
  await search.fill("zzz-nothing");
  await button(page, "さがす").click();
  await expect(page.getByRole("status").getByText(/見つかりません/)).toBeVisible();
});

test("privacy and terms say what they must", async ({ page }) => {
  await page.goto("/privacy");
  await expectHeading(page, "個人情報の扱い");
  await expectAccessible(page);
  await page.goto("/terms");
  await expectHeading(page, /利用規約/);
  await expectAccessible(page);
});

test("a message reaches the society, and its sender gets a receipt", async ({ page, post, who }) => {
  await page.goto("/contact");
  await expectHeading(page, "お問い合わせ");
  await button(page, "送信する").click();
  await expect(page).toHaveTitle(/^エラー：/);
  await expectAccessible(page);
  await page.getByLabel(/^お問い合わせの種類/).selectOption({ index: 1 });
  await field(page, "返信先のメールアドレス").fill("わたし");
  await field(page, "お問い合わせの内容").fill(`届け出の仕方を教えてください。\n<b>${who.number}</b> 😀`);
  await button(page, "送信する").click();
  await expectProblems(page, /返信先のメールアドレスは/);
  await expect(field(page, "お問い合わせの内容")).toHaveValue(`届け出の仕方を教えてください。\n<b>${who.number}</b> 😀`);
  await field(page, "返信先のメールアドレス").fill(who.email);
  await button(page, "送信する").click();
  await expectHeading(page, "お問い合わせを受け付けました");
  await expectAccessible(page);
  await post.next(who.email, "お問い合わせを受け付けました");
  const mail = await post.next(SOCIETY, "マイページからのお問い合わせ");
  expect(mail.text).toContain("届け出の仕方を教えてください。");
  expect(mail.text).toContain(who.email);
  expect(mail.html).toContain(`&#60;b&#62;${who.number}&#60;/b&#62;`);
});

test("text size and colours are kept", async ({ page }) => {
  await page.goto("/faq?q=メール");
  const html = page.locator("html");
  await page.getByText("文字サイズ・色").click();
  await button(page, "特大").click();
  await expect(html).toHaveAttribute("data-size", "xlarge");
  await expect(page).toHaveURL(/\/faq\?q=/);
  await page.getByText("文字サイズ・色").click();
  await button(page, "暗い").click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.goto("/login");
  await expect(html).toHaveAttribute("data-size", "xlarge");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);
});
